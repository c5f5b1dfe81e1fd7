"""Maximal repeats: the longest runs of words that stand in two or more texts.

A run is *maximal* if its places cannot all be lengthened by the same word, neither to the left nor to the right (Gusfield 1997,
Algorithms on Strings, Trees, and Sequences, 7.12). Whether it is does not hang on how many texts there are beside: a further text
can make new runs maximal and add places, but takes none away; only a run that comes to stand in more than `MOST` texts is boilerplate
and told no more.

Method: seeds and extension, as passim finds text reuse (Smith, Cordell and Mullen 2015, Computational Methods for Uncovering Reprinted
Texts). Each run of `SEED` words is hashed; places with the same hash are a group; groups of one text are dropped, and so are those
whose places all have the same word before, since no run that starts there is maximal. The others are lengthened word by word until
their places differ; there they are told, and parted by the next word. Words are compared, hashes only gather them. A run that begins
with some words twice over is left out, since a text that says the same again and again would have as many runs as the square of
its words. Seeds are taken in portions by their hash, so that memory is bounded; time grows with the words, and with those told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tifabank.stages.parallels.words import BREAK, Codes, Places

SEED = 8
"""Words of the shortest run that is looked for."""

MOST = 100
"""Texts that a run stands in at most, as passim has it: with more, places would outnumber all other rows, and memory had no bound."""

SHORTEST_CIRCLE = SEED // 2
"""Words that make a circle if they stand twice over: no run that begins with a circle is looked for, nor lengthened."""

_BLOCK = 100_000  # words that are hashed at a time: as many as a processor has near at hand
_COMPARED, _WINDOW = 400_000, 4096  # words compared at a time, and at most of one place
_FAR = 2**40  # words
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Repeats(NamedTuple):
    """Runs of words: the rows of the words where the places of each start, run by run; where each run's places begin; its words."""

    places: Places
    firsts: Places
    lengths: Places


class _Groups(NamedTuple):
    """Places by group, in order, with the text of each and the word before it; where each group begins, and the words it shares."""

    places: Places
    texts: Places
    before: Places
    firsts: Places
    lengths: Places


def repeats(codes: Codes, sizes: npt.ArrayLike, *, portion: int, most: int = MOST, compared: int = _COMPARED) -> Iterator[Repeats]:
    """The maximal repeats of words, in no order.

    Args:
        codes: the words of all texts, one text after the other (`words.words_of`).
        sizes: the rows of each text.
        most: texts that a run stands in at most.
        portion: seeds that are looked at together.
        compared: words that are compared together, about; where places are few, many of each.
    """
    begins = np.cumsum(np.asarray(sizes, dtype=np.int64))
    portions = -(-len(codes) // portion)
    for number in range(portions):
        groups = _seeded(codes, begins, number, portions)
        while len(groups.firsts):
            alike = _alike(codes, groups, int(np.clip(compared // len(groups.places), 1, _WINDOW)))
            groups = groups._replace(lengths=groups.lengths + alike.words)
            open_ended = ~_circling(groups)
            groups, alike = _picked(groups, open_ended), _Alike(alike.words[open_ended], alike.ended[open_ended])
            if not len(groups.firsts):
                break
            ended = alike.ended & (groups.lengths >= SEED)
            if ended.any():
                told = _picked(groups, ended & (_texts(groups) <= most))
                yield Repeats(told.places, told.firsts, told.lengths)
            rest = _picked(groups, ~alike.ended)
            groups = _joined(rest, _parted(codes, _picked(groups, alike.ended)))


def _seeded(codes: Codes, begins: Places, number: int, portions: int) -> _Groups:
    """The groups of one portion of the seeds."""
    found = [_seeds(codes, begin, number, portions) for begin in range(0, len(codes), _BLOCK)]
    places, hashes = (np.concatenate(column) for column in zip(*found, strict=True))
    places, alike = _sorted(places, hashes)
    firsts = np.flatnonzero(np.concatenate((np.ones(min(1, len(alike)), dtype=bool), alike[1:] != alike[:-1])))
    several = np.diff(firsts, append=len(places)) > 1
    kept = _rows(firsts, several, len(places))
    places, firsts = places[kept], _begins(np.diff(firsts, append=len(alike))[several])
    before = codes[places - 1].astype(np.int64)
    before = np.where(before == BREAK, -1 - places, before)  # what stands before the first word of a paragraph is like nothing else
    return _promising(_Groups(places, np.searchsorted(begins, places, "right"), before, firsts, np.zeros(len(firsts), dtype=np.int64)))


def _sorted(places: Places, hashes: npt.NDArray[np.uint64]) -> tuple[Places, npt.NDArray[np.uint64]]:
    """Places with the first bits of their hashes, in order of these, then of place; as many bits as leave room for the row."""
    room = np.uint64(max(1, len(places).bit_length()))
    keys = np.sort(hashes >> room << room | np.arange(len(places), dtype=np.uint64))
    rows = keys & np.uint64((1 << int(room)) - 1)
    return places[rows.astype(np.int64)], keys >> room


def _seeds(codes: Codes, begin: int, number: int, portions: int) -> tuple[Places, npt.NDArray[np.uint64]]:
    """The seeds that start in a block and belong to a portion: places and hashes."""
    block = codes[begin : begin + _BLOCK + SEED - 1].astype(np.uint64)
    many = max(0, min(_BLOCK, len(block) - SEED + 1))
    hashes = np.zeros(many, dtype=np.uint64)
    whole = np.ones(many, dtype=bool)
    for k in range(SEED):
        word = block[k : k + many]
        hashes = (hashes + word) * _FACTOR
        hashes ^= hashes >> np.uint64(29)
        whole &= word != BREAK
    if portions > 1:
        whole &= hashes % np.uint64(portions) == number
    places = np.flatnonzero(whole)
    return places + begin, hashes[places]


def _promising(groups: _Groups) -> _Groups:
    """The groups that stand in two texts and do not all follow the same word."""
    if not len(groups.firsts):
        return groups
    lasts = np.append(groups.firsts[1:], len(groups.places)) - 1
    differ = np.minimum.reduceat(groups.before, groups.firsts) != np.maximum.reduceat(groups.before, groups.firsts)
    return _picked(groups, differ & (groups.texts[groups.firsts] != groups.texts[lasts]))


class _Alike(NamedTuple):
    """By group: how many of the next words are the same at all places, and whether the one after them differs."""

    words: Places
    ended: npt.NDArray[np.bool_]


def _alike(codes: Codes, groups: _Groups, window: int) -> _Alike:
    sizes = _sizes(groups)
    at = groups.places + np.repeat(groups.lengths, sizes)
    ahead = np.arange(window)
    words = codes[np.minimum(at[:, None] + ahead, len(codes) - 1)]
    same = (words == np.repeat(words[groups.firsts], sizes, axis=0)) & (words != BREAK)
    same &= at[:, None] + ahead < len(codes)
    differing = np.where(same.all(axis=1), window, same.argmin(axis=1))
    common = np.minimum.reduceat(differing, groups.firsts).astype(np.int64)
    return _Alike(common, common < window)


def _circling(groups: _Groups) -> npt.NDArray[np.bool_]:
    """Which groups run in a circle, as places so near to each other show."""
    apart = np.diff(groups.places, prepend=-_FAR)
    apart[groups.firsts] = _FAR
    nearest = np.minimum.reduceat(apart, groups.firsts)
    circling: npt.NDArray[np.bool_] = groups.lengths >= 2 * nearest * -(-SHORTEST_CIRCLE // nearest)
    return circling


def _parted(codes: Codes, groups: _Groups) -> _Groups:
    """Groups parted by their next word."""
    sizes = _sizes(groups)
    at = groups.places + np.repeat(groups.lengths, sizes)
    following = np.where(at < len(codes), codes[np.minimum(at, len(codes) - 1)], BREAK)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    order = np.lexsort((following, owner))
    order = order[following[order] != BREAK]
    word, own = following[order], owner[order]
    new = np.concatenate(([True], (word[1:] != word[:-1]) | (own[1:] != own[:-1]))) if len(order) else np.array([], dtype=bool)
    firsts = np.flatnonzero(new)
    parted = _Groups(groups.places[order], groups.texts[order], groups.before[order], firsts, groups.lengths[own[firsts]])
    return _promising(parted)


def _picked(groups: _Groups, which: npt.NDArray[np.bool_]) -> _Groups:
    rows = _rows(groups.firsts, which, len(groups.places))
    return _Groups(groups.places[rows], groups.texts[rows], groups.before[rows], _begins(_sizes(groups)[which]), groups.lengths[which])


def _joined(one: _Groups, other: _Groups) -> _Groups:
    firsts = np.concatenate((one.firsts, other.firsts + len(one.places)))
    columns = (np.concatenate(pair) for pair in zip(one, other, strict=True))
    return _Groups(*columns)._replace(firsts=firsts)


def _sizes(groups: _Groups) -> Places:
    return np.diff(groups.firsts, append=len(groups.places))


def _texts(groups: _Groups) -> Places:
    """In how many texts the places of each group stand."""
    changes = np.diff(groups.texts, prepend=-1) != 0
    changes[groups.firsts] = True
    texts: Places = np.add.reduceat(changes.astype(np.int64), groups.firsts)
    return texts


def _begins(sizes: Places) -> Places:
    """Where groups of these sizes begin."""
    return np.cumsum(sizes) - sizes


def _rows(firsts: Places, which: npt.NDArray[np.bool_], rows: int) -> npt.NDArray[np.bool_]:
    """The rows of the groups that are picked, as a mask."""
    return np.repeat(which, np.diff(firsts, append=rows))
