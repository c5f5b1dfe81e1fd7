"""The wordings of a page's own lines: furniture, links, captions and bylines, as texts give them.

Only patterns stand here; `page.py` says which of them are asked of which line. Branches that can stand anywhere in a line are patterns of
their own, each asked only where the sign or word stands without which it cannot match.
"""

from __future__ import annotations

import re

SLUG = re.compile(r"[A-Z]{1,3}\d{3,}(?:\s[A-Z0-9]{1,5}){0,5}|[a-z]{2,3}(?:-[A-Z]\w+)+")  # of a news agency: "AB0417 4 INT 0388"
FURNITURE = re.compile(
    r"""
    (?:you\s+are\s+here\s*:?\s*|(?:current\s+)?(?:location|position)\s*:\s*)?home\s*(?:page)?\s*[»›>/|→].*  # breadcrumbs
    | (?:you\s+are\s+here|current\s+(?:location|position))\s*:.*
    | (?:user\s+)?(?:log\s?-?(?:in|out)|sign\s?-?(?:in|up|out))\b.{0,40}
    | register(?:\s+(?:account|now|here|an\ account))?
    | (?:create|my)\s+(?:an\s+)?account
    | (?:leave|post|write|add)\s+an?\s+(?:comment|reply).*
    | \d*\s*(?:comments?|replies|views?|shares?|likes?)(?:\s*[:(]?\s*\d*\s*\)?)?
    | no\s+comments?(?:\s+yet)?.*
    | your\s+email\s+address\s+will\s+not\s+be\s+published.*
    | (?:this|our|the)\s+(?:web)?site\s+uses\s+.*
    | (?:we|this\s+page|our\s+partners)\s+uses?\s+cookies.*
    | (?:accept|reject|allow|decline|manage)(?:\s+all)?(?:\s+(?:optional\s+)?(?:cookies|preferences|settings))?(?:[\s|·]+(?:read|learn)\s+more)?
    | (?:accept|reject|allow)\s+(?:all|only\s+necessary|necessary|cookies)\b[^.!?]{0,60}
    | [∙·•]\s?(?:paid|free|preview|audio|guest\s+post|\d+) | discussion\s+about\s+this\s+(?:post|article)
    | listen\s+to\s+(?:this|the)\b.{0,40} | \d+\s*min(?:ute)?s?(?:\s+(?:read|listen))? | continued\s+(?:on|from|overleaf)\b.{0,40}
    | comments\s+are\s+closed.{0,20} | (?:blog|site|website|powered|hosted)\s+(?:at|by)\s+\S.{2,40} | \(?this\s+(?:piece|document|item)\s+is\s+(?:made\s+)?public(?:ly)?\b.{0,60}
    | (?:premium|exclusive|(?:subscribers?|members?)[ -]only|read\s+later|save\s+for\s+later)
    | @\w+ | confidential\b.{0,60} | for\s+official\s+use\b.{0,40}
    | click\s+(?:here|to\s+(?:share|e?mail|print))\b.{0,60} | like\s+(?:this\s*:?|loading.{0,5}) | jel(?:\s+(?:codes?|classification)|\s?:).{0,60}
    | (?:electronic\s+copy\s+)?available\s+(?:online\s+)?at\s*:.{0,80}
    | advertisement\b.{0,40} | (?:click|tap)\s+(?:on\s+)?the\s+[^.!?]{3,40}\s(?:to|and)\s+(?:follow|subscribe|read|join)\b.{0,30}
    | (?:scan|long[\s-]press|press\s+and\s+hold)\s+(?:the\s+|this\s+)?(?:(?:qr|two-dimensional)\s+)?code\b.{0,60}
    | (?:entries|items|results|showing|records)\s+\d[\d,]*\s?(?:[-–—]|to)\s?\d[\d,]*(?:\s+(?:of|from)\s+(?:about\s+)?[\d,]+)?(?:\s+\w+)?
    | report\s+(?:an?\s+)?(?:error|problem|abuse)\b.{0,60}
    | (?:this\s+page\s+in\s+other\s+languages|available\s+in|other\s+languages)\s*:.*
    | (?:privacy|cookies?)(?:\s*(?:&|and)\s*(?:cookies?|privacy))?\s+(?:policy|notice|settings|statement|preferences)
    | terms\s+(?:of|and|&)\s+\w+.*
    | (?:subscribe|unsubscribe|newsletter|follow\s+us|share\s+(?:this|on|via|to)\b)(?:\b.{0,50})?
    | (?:cart|basket|wish\s?list|checkout|comments|messages|notifications)\s*\(\d+\)
    | search\s+(?:this\s+)?(?:site|blog|website)
    | (?:(?:share(?:\s+(?:on|via|to))?:?|facebook|twitter|wechat|weibo|print|e-?mail|linkedin|whatsapp|telegram|copy|link|tweet|pin(?:\s+it)?|pinterest|reddit|qq|messenger|more)\s*(?:[|/·,]\s*)?){2,}
    | menu\s*[≡☰].*|[≡☰]\s*menu.*
    | comments?\s*\(\d+\).*
    | please\s+(?:log|sign)\s+in\b.*
    | rate\s+this\b.*
    | continue\s+(?:to\s+page|reading)\b.*
    | toggle\s+\w+(?:\s+\w+)?
    | nav(?:\s+search)? | (?:press|news)\s+room | around\s+china | read\s+(?:this\s+)?in\s+(?:chinese|english) | full\s+text
    | \(?not\s+(?:to\s+be\s+(?:republished|reproduced)|for\s+commercial\s+use)\b.*
    | font\s+size\b.{0,30} | (?:views|reads|hits|clicks)\s*:\s?[\d,]+ | (?:[【\[](?:print|close|share|favou?rites?|collect)[】\]]\s?)+
    | share | print | tweet | e-?mail | copy\s+link | download\s+pdf
    | (?:copyright\b|©|\(c\)\s*(?:\d{4}|copyright|by)\b).*
    | (?:retrieved|accessed|archived|last\s+(?:edited|modified|changed))\b.*
    | (?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—])?
    | (?!\d{4}[-/]\d{1,2}[-/]\d{1,2}\Z)(?:[|/»›<>«‹·-]\s*)*(?:(?:\d|next|prev(?:ious)?|first|last|page|of|\.\.(?:\.(?!\.))?|…)\s*(?:[|/»›<>«‹·-]\s*)*){2,}
    | (?!by\s)(?:[a-z]{1,2}\s+){2,}[a-z]{1,2}
    | (?:opening\s+hours|top\s+stories|most\s+read|opinion|commentary|politics|world|business|culture|sports?|editorial|analysis|features?|(?:latest\s+|top\s+|breaking\s+)?news)
    | [-–—=*_~\#.\s]{3,}
    | (?:next|previous|prev)(?:\s+(?:page|article|post|story))?\s*(?:[»›>]+.{0,80}|:)?
    | (?:skip|jump|back|go)\s+to\s+(?:the\s+)?(?:top|content|main\s+content|navigation|search|page|home\s?page|menu)\b.{0,20}
    | (?:menu|search|navigation|table\s+of\s+contents|contents|top|home|about(?:\s+us)?|contact(?:\s+us)?|sitemap|site\s+map|help|faq|close|advertisement|sponsored|loading)(?:\.{3}|…)?
    | (?:(?:home|about(?:\s+us)?|archives?|contact(?:\s+us)?|blog|news|services|products|events|gallery|login|log\s+in|register|sign\s+(?:in|up)|search|faq|links|forum|shop)\s*){3,}
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested\s+in)[:.…]*
    | (?:recommended|popular|latest|trending|top)\s+(?:posts?|articles?|news|stories|reading|content|topics)
    | (?:tags?|categor(?:y|ies)|filed\s+under|posted\s+in|theme(?:\s+words?)?|subject\s+(?:words?|classification)|classification)\s*:.*
    | (?:read|show|load|view|see)\s+(?:more|less|all)(?:\s*[.…»>]*)?
    | issn\b.{0,80} | (?:https?://)?(?:doi\b|(?:dx\.)?doi\.org).{0,80}
    | \[?click\s+to\s+\w+\]? | \(redirected\s+from\b.*\) | \d+\s+(?:thoughts?|responses?|replies|comments?)\s+(?:on|to)\b.* | reply
    | about\s+the\s+authors? | \[edit(?:\s+source)?\] | enditem | contents\s*\[\w+\](?:\s+\d[\d.]*\s+[A-Z].*)?
    | (?:was|is|did)\s+this\s+(?:page|article|information|answer|content)\b.{0,40}
    | [-–—~*\#\s]+(?:ends?|the\s+end|完)[-–—~*\#\s]+ | cc\s*[:：].*
    | for\s+immediate\s+release | last\s+accessed\b.*
    | (?:open|read|view|continue)\s+(?:this\s+e-?mail\s+)?(?:in|on)\s+(?:the\s+|your\s+)?(?:app|browser|website)\b.{0,40}
    | 点击.{0,12}关注.* | 分享(?:到|至)?[:：].* | 登录|注册|首页.*|上一[页篇].*|下一[页篇].*|版权所有.*|分享.{0,10}|打印|返回.{0,6}|第\s*\d+\s*页.*
    """,
    re.VERBOSE | re.IGNORECASE,
)
ALWAYS_FURNITURE = re.compile(
    r"(?:this|our|the)\s+(?:web)?site\s+uses\s+(?:cookies|akismet)|we\s+use\s+cookies|home\s*[»›]|(?:this\s+page\s+was\s+)?last\s+(?:edited|modified|changed)\s+(?:on|by|at)\b|by\s+continuing\s+to\s+(?:use|browse)|leave\s+a\s+(?:reply|comment)\s*(?:[-–—:.]|\Z)|required\s+fields\s+are\s+marked"
    r"|(?:this\s+(?:content|document|file)\s+(?:was\s+)?)?downloaded\s+(?:from|by|on)\b|all\s+use\s+(?:is\s+)?subject\s+to\b|you\s+(?:are\s+receiving|receive|received|get)\s+this\s+(?:e-?mail|letter|mail|message|newsletter)\b|(?:thanks|thank\s+you)\s+for\s+reading\b|(?:statement|disclaimer|copyright\s+notice)\s*[:：]\s*(?:this|the|all|any)\s+(?:article|content|works?|website|site|information|views?)\b|\*?\s*this\s+(?:post|article|page|story)\s+(?:was|has\s+been)\s+(?:last\s+)?(?:updated|corrected|amended)\b|the\s+(?:views|opinions)\s+expressed\s+(?:(?:here|above|in\s+this\s+[^.!?]{3,30}|by\s+the\s+authors?)\s+)?(?:are|do|remain)\b|(?:sponsored|sponsor|technical\s+support)(?:\s+by)?\s*[:：]"
    r"|(?:copyright\s+)?©\s*(?:\w+\s+)?\d{4}\b|(?:please\s+)?subscribe\s+to\s+(?:our|the|this)\s+[^.!?]{0,20}newsletter(?:[!.:|]|\Z)"
    r"|\((?:transcript|interview|conversation|text|speech)\s+(?:(?:lightly|slightly)\s+)?(?:edited|abridged|condensed|shortened)\b|this\s+(?:article|section|entry)\s+(?:needs\s+(?:additional|more|better|to\s+be)|does\s+not\s+cite|has\s+multiple\s+issues|is\s+a\s+stub|relies\s+)|\(?(?:this|the)\s+(?:transcript|interview|conversation|text|speech|exchange)\s+(?:has\s+been|was|is)\s+(?:(?:lightly|slightly)\s+)?(?:edited|abridged|condensed|shortened|excerpted|cut)\b"
    r"|(?:[【\[][A-Za-z][^\[\]【】:：]{0,30}(?:[:：][^\[\]【】]{0,40})?[】\]]\s*){2,}(?=[^.!?]{0,80}\Z)",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"[→»▶☞►]\s*\S|[«‹<>←→]?\s*(?:older|newer|previous|next)(?:\s+(?:post|article|entry|story))?\s*[:：]\s*\S|for\s+(?:the|other|more|an?)\s[^.]{1,80},?\s+see\s[^.]{1,80}\.?\Z|(?:see|read|watch)\s+also\b|also\s+read\b|(?:related(?:\s+(?:reading|articles?|news|stor(?:y|ies)|links?))?|recommended|further\s+reading|main\s+article|(?:also|more)\s+in\s+this\s+series|next\s+(?:week|issue|month|time)(?=[^.!?]*[?.]?\Z)|further\s+information|you\s+(?:may|might)\s+also\s+(?:like|enjoy)|more\s+on\s+this|read\s+more|read\s+next|must\s+read|don't\s+miss)\s*[:：]\s*\S"
    r"|related\s+(?:posts?|articles?|news|stories|reading|content|topics|links|entries|pages|coverage)\Z|not\s+to\s+be\s+confused\s+with\b|相关(?:阅读|链接|新闻)|往期(?:推荐|回顾|精选|文章)|延伸阅读|推荐阅读",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:(?:an?|two|three|four|several)\s+(?:\w+\s+){0,3})?(?:wom[ae]n|m[ae]n|farmers?|nurses?|workers?|boys?|girls?|children|villagers?|residents?|students?|pupils|teachers?|volunteers?|officers?|"
    r"fishermen|passers-by|statues?|posters?|murals?|view|aerial\s+view)\s[^.!?]{5,120},\s(?:(?:in|on)\s)?(?:[A-Z][a-z]+\s(?:\d{1,2},\s)?)?(?:19|20)\d\d\.?\Z|"
    r"(?:image|photo|video)\s+(?:caption|source|credit)s?\s*[,:：]\s*|(?:the\s+|this\s+)?(?:picture|photo(?:graph)?|image)\s+(?:above\s+|below\s+|on\s+the\s+\w+\s+)?(?:shows?|depicts?)\b"
    r"|(?:file\s+)?(?:photo|picture|image|figure|fig\.|pictured|caption|photograph|chart|graphic)(?:\s+\d+)?\s*(?:[:：/]|by\b|courtesy\b|credit\b)"
    r"|(?:figure|fig\.)\s+\d+\s*[.:]?\s|table\s+\d+\s*[.:]\s|图(?:为|\d|[:：])|(?:资料)?照片[:：]|▲",
    re.IGNORECASE,
)
CAPTION_TAIL = re.compile(
    r"(?:[(（]photo\s+(?:was\s+)?taken\b[^()（）]{0,60}[)）]\.?(?:\s+.{0,60}\bphoto)?|[/(（\[【]\s*(?:file\s+)?photo(?:\s*(?:by|:|/)[^)]*)?\s*[)）\]】]?|[(（\[][A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?/[A-Z][\w .]{1,40}[)）\]]|(?<=[.!?]\s)[A-Z][A-Z .]{2,30}/[A-Z][A-Z .]{2,30}|(?<=[.!?]\s)(?:photo(?:s|graph)?|image|picture|illustration|graphic|map)\s*(?:by|:|/)\s*[A-Z][\w. ]{1,40}|photo\s+courtesy\s+of\s+.{0,60}|[/(.|–-]\s?(?:[A-Z][\w.]*\s){0,3}(?:/\s?)?(?:getty\s+images|shutterstock|alamy|vcg|cfp|handout|file\s+image|ap\s+photo|istock)\b[^.!?]{0,30}|(?<=[.!?\"”’)]\s)(?:(?:photo|picture|image|illustration|graphic)s?\s+)?credits?\s*:\s*.{2,60}|[（(]?摄[）)]?)\.?",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"(?:by|written\s+by|posted\s+by|reported\s+by|translated\s+by|edited\s+by|reviewed\s+by|prepared\s+by|compiled\s+by|photographs?\s+by|interviewed\s+by|narrated\s+by)\s+(?!the\b|this\b|means\b|way\b|\w+ing\b|\d)\S.{0,80}"
    r"|[(（]?(?:(?:responsible|chief|copy|web)\s+)?(?:teacher|lecturer|instructor|speaker|interviewee|author|authors|editor(?:s|\s+in\s+charge)?|release(?:d|\s+(?:time|date))?|publi(?:sh|cation)(?:ing)?\s+(?:time|date)|interviewer|contributor|photographer|photographs|illustrations?|reporting|writing|layout|typesetting|graphics|source|sources|reporter|reporters|correspondent|translator|publisher|published|updated|posted|date|time|issued\s+by|place|venue|location|issuing\s+body|document\s+(?:no|number)|作者|来源|编辑|记者|发布时间|日期)\s*[:：].{0,160}"
    r"|[(\[（]?(?:reporting|additional\s+reporting|writing|editing|translation|translated|abridged|compiled|photography)(?:\s+(?:and|&)\s+\w+)?\s+by\s.{0,160}"
    r"|[(\[（]?(?:(?:this|the)\s+(?:article|essay|text|speech|interview|piece|story|report|column|commentary|paper|post)\s+(?:was\s+|has\s+been\s+|is\s+)?)?(?:(?:first|originally|also)\s+)?(?:published|appear(?:ed|s)|adapted|reprinted|translated|excerpted|abridged)\s+(?:in|from|by|with\s+permission)\s.{0,140}"
    r"|(?:received|accepted|submitted|revised|adopted|promulgated|effective|in\s+force)\s+(?:(?:on|from|as\s+of|since)\s+)?\d.{0,20}\d{4}(?:[;,]\s.{0,100})?"
    r"|[(\[（]?this\s+is\s+(?:an?|the)\s+(?:\w+\s+)?(?:excerpt|translation|part|summary|version|transcript)\s(?:of|from)\b.{0,160}|prepared\s+by\s+the\s+[A-Z].{2,80}"
    r"|(?:[*†‡¹²³⁴]{1,3}\s?|(?-i:[a-f])\s)(?-i:[A-Z]).{0,160}\b(?:University|Institute|College|School|Academy|Department|Cent(?:er|re)|Ministry|Faculty)\b.{0,160}"
    r"|[-–—]{1,2}\s?(?:delivered|speech|remarks|report|address|statement)\b.{0,160}"
    r"|(?:interview|text|words|story)(?:\s+by|\s*[:：]|\s+by\s*[:：])\s*(?-i:[A-Z]).{0,100}"
    r"|(?:briefing|working|policy|discussion|research|technical|occasional|background)\s+(?:note|paper|brief|report)\s+(?:no\.?\s*)?\d+(?:\s?[/,]\s?\d{4})?"
    r"|vol(?:\.|ume)\s?\d+(?:[,;]?\s(?:issue|no\.|number)\s?\d+)?.{0,30}"
    r"|[(（]?author(?:'s|’s)?\s+(?:unit|affiliation|introduction|information)\s*[:：].{1,160}"
    r"|(?:index|file|reference|ref|serial|document|publication)\.?\s+(?:no|number|code)\.?\s*[:：].{0,80}"
    r"|(?:(?:issuing|publishing|drafting|responsible)\s+(?:agency|authority|body|unit|department|office|institution)|(?:date\s+of\s+)?(?:issue|issuance|publication|release|signing|writing|effect)(?:\s+date)?|(?:effective|signing|writing)\s+date|speakers|participants|panell?ists|guests|attendees|hosted\s+by)\s*[:：].{0,180}"
    r"|(?:admin|webmaster|editorial\s+team)\b.{0,80}"
    r"|posted\s+(?:on|in)\s+.{3,80}"
    r"|(?:decree|order|document|doc\.?|circular|notice|announcement|proclamation|resolution|press\s+release|news\s+release|bulletin)\s+no\.?\s*\d+.{0,60}"
    r"|[(（\[](?:19|20)\d\d[)）\]]\s.{2,40}\sNo\.?\s?\d+"
    r"|[(（]?责任编辑[:：].{1,20}"
    r"|(?:recorded|minutes|noted|compiled|proofread)\s+by\s*[:：].{1,60}"
    r"|[(\[（【]\s*(?:(?:responsible|chief|web|copy)\s+)?(?:editors?|reporters?|translators?|proofreaders?)\b[^()\[\]（）【】]{0,80}[)\]）】](?:\s+(?:scan|share|print)\b.{0,40})?"
    r"|(?:from|source:?)\s+[A-Z]\w+,\s+the\s+(?:free|open)\s+.{0,60}"
    r"|[(\[（]?(?:the\s+)?authors?\s+(?:is|are|was|were)\s+.{0,160}"
    r"|(?:\(\s*)?(?:xinhua|ap|afp|reuters|cns|bloomberg|people's\s+daily(?:\s+online)?|china\s+daily|global\s+times)(?:\s*\)|,\s+[A-Z]\w+(?:\s[A-Z]\w+)?)?"
    r"|(?:our\s+|staff\s+)?(?:commentator|reporter|correspondent|editorial\s+board)(?:\s+of\s+this\s+(?:newspaper|paper|journal))?"
    r"|[(（](?:adopted|promulgated|issued|approved|passed|revised|amended|published|effective)\b[^()（）]{0,180}[)）]"
    r"|No\.?\s*\d+(?:\s*[\[〔(]\d{4}[\]〕)].{0,60})?",
    re.IGNORECASE,
)
TRAIL_SIGNS = re.compile(r"[>»›/|]")
TRAIL = re.compile(  # of links; holds one of `TRAIL_SIGNS`
    r"[^.!?>]{1,30}\s>\s[^.!?]*|[^.!?]*\s(?:[»›]|>>)\s[^.!?]*|[^\s/.!?]{1,30}(?:\s[^/.!?]{1,30})?(?:\s/\s[^/.!?]{1,40}){2,}"
    r"|[^|.!?]{2,60}\s\|\s[^|.!?]{2,60}\s(?!(?:19|20)\d\d\Z)\d{1,4}",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r"[A-Z][^.!?]{3,60}\s\d{1,3}\s?\(\d{1,2}\)(?:\s?[:,]\s?(?:pp?\.\s?)?\d+\s?[-–—]\s?\d+)?", re.IGNORECASE
)  # of a journal: "Hill Studies 12 (3): 4-9"
PAGES = re.compile(r"[A-Z][^.!?]{8,80},\s+vol\.\s?\d+,\s+no\.\s?\d+[^.!?]{0,30},\s+pp?\.\s?\d+", re.IGNORECASE)
"""An article with its journal; holds "vol."."""
NOTICE_WORDS = ("permalink", "icp", "reserved", "akismet", "not for")
NOTICE = re.compile(  # anywhere in a line; holds one of `NOTICE_WORDS`
    r".*\bpermalink\b.*|.*\bICP\s*(?:No|license|备|证)\b.*|.*\ball\s+rights\s+reserved\b.*|.*\bAkismet\b.*"
    r"|.{0,60}\bnot\s+for\s+(?:citation|quotation|circulation|distribution)\b.{0,40}",
    re.IGNORECASE,
)
REDIRECTED = re.compile(r"[^.!?]{2,60}\sredirects\s+here\b", re.IGNORECASE)
BYLINE_NUMBERED = re.compile(  # bylines told by their date or number
    r".{2,80}\s\d{4}-\d\d-\d\d\s+\d\d:\d\d(?::\d\d)?(?:\s+(?:posted|published)\s+(?:in|on|from)\s.{2,30})?"
    r"|[^.!?]{3,60}\s(?:vol\.\s?\d+,?\s+)?no\.\s?\d+,?\s+(?:\w+\s+)?(?:19|20)\d{2}"
    r"|(?:[A-Z][\w. ]{1,30},\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+\d{4})(?:[\s,|·-]+\d{1,2}:\d\d.{0,12})?"
    r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[\sT|·-]+\d{1,2}:\d\d(?::\d\d)?)?(?:[\s|·-]+.{0,12})?(?:\s+(?:source|来源|author|作者)\b.{0,160})?"
    r"|[A-Z][^.!?:]{2,60}[,·|]?\svol(?:\.|ume)\s?\d+\b.{0,40}"
    r"|[A-Z][^.!?:]{2,50}[,·|]\s(?:issue|no\.|vol\.|number)\s?\d+(?:\s?[,(].{0,30})?"
    r"|[A-Z]{2,8}\s+No\.?\s*\d+.{0,30}"
    r"|(?:[A-Z][\w]*\s+){1,5}[\[〔(]\d{4}[\]〕)]\s*No\.?\s*\d+"
    r"|.{0,80}\b\d+\s+min(?:ute)?s?\s+read\b.{0,20}"
    r"|.{1,40}\ssays:\s.{0,30}\d{4}.{0,20}"
    r"|[\u4e00-\u9fff]{2,12}[〔\[(（]\d{4}[〕\])）]\d+号",
    re.IGNORECASE,
)
