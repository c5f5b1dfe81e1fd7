// The SQL editor with scripts on: colours, line numbers, Shift-Enter to run, and a button that formats. The text area stays what is sent.

const format = document.querySelector("button#sql-format");
const shown = document.querySelector("pre#sql-query");
const input = document.querySelector("textarea#sql-editor");

function offer(action) {
  if (!format) return;
  format.hidden = false;
  format.addEventListener("click", action);
}

if (input) {
  const editor = CodeMirror.fromTextArea(input, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
  editor.setOption("extraKeys", { "Shift-Enter": () => input.form.requestSubmit(), Tab: false });
  editor.getInputField().setAttribute("aria-label", "SQL");
  new ResizeObserver(() => editor.refresh()).observe(editor.getWrapperElement());
  offer(() => editor.setValue(sqlFormatter.format(editor.getValue())));
} else if (shown && sqlFormatter.format(shown.textContent) !== shown.textContent) {
  offer(() => { shown.textContent = sqlFormatter.format(shown.textContent); });
}
