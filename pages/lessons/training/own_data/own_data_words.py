"""The words of the panel for a table that a visitor brings, and what is said of the table itself."""

from collections.abc import Mapping

from dlcore.data.own_table import sentences
from dlcore.data.own_table.sentences import Note, TableError
from dlcore.data.own_table.sheet import Sheet
from pages.ui.address.link_notes import quoted
from pages.ui.text import Text, say

LONGEST = 300
"""Letters of a visitor's words, such as the names of many columns, that are shown."""

NONE_YET = Text(
    "There is no table here yet. It lives only in the session of whoever brings it: no link carries it, and nobody "
    "else sees it. Until you bring one, the spiral is shown.",
    "아직 표가 없습니다. 표는 올린 사람의 세션에만 있으며, 링크에 담기지 않고 남에게 보이지도 않습니다. "
    "표를 올리기 전까지는 나선을 보여 줍니다.",
)
FILE, PASTE = Text("File", "파일"), Text("Paste", "붙여넣기")
UPLOAD = Text("CSV file, 2 MB at most", "CSV 파일 (2 MB까지)")
CHOOSE_FILE = Text("Choose a file", "파일 고르기")
NOT_TAKEN = Text(
    "The file was not taken: it has more than 2 MB, or the connection was lost, or none can be sent from here. "
    "Try again, or paste its text.",
    "파일을 받지 못했습니다. 2 MB를 넘거나, 연결이 끊겼거나, 이 화면에서는 파일을 보낼 수 없는 경우입니다. "
    "다시 시도하거나 내용을 붙여 넣어 주십시오.",
)
TEXT = Text("Cells copied from a spreadsheet, or CSV", "스프레드시트에서 복사한 칸 또는 CSV")
PLACEHOLDER = Text("height, weight, kind\n172, 65.5, a\n…", "키, 몸무게, 종류\n172, 65.5, 가\n…")
USE_TEXT = Text("Use this text", "이 내용 쓰기")
EXAMPLE = Text("Start with an example", "예시 표로 시작하기")
EXAMPLE_TABLE = Text("example", "예시 표")
PASTED, EDITED = Text("pasted text", "붙여넣은 내용"), Text("edited table", "편집한 표")
STAYS = Text("What was in use before stays.", "그 전에 쓰던 데이터가 그대로 남아 있습니다.")
TARGET, LEFT_OUT = Text("Target", "목표"), Text("Columns to leave out", "뺄 열")
TASK = Text("The target is", "목표의 종류")
TASKS = {"classes": Text("classes", "클래스"), "number": Text("a number", "수")}
GAPS = Text("Missing values", "결측값")
GAPS_FILLED = {"drop": Text("drop rows", "행 제거"), "mean": Text("use the mean", "평균으로")}
WORDS = Text("Text in features", "문자열 특성")
WORDS_USED = {"leave": Text("leave out", "빼기"), "one_hot": Text("0/1 columns", "0/1 열")}
HEADER = Text("The first row holds names", "첫 행은 열 이름")
UNNAMED = Text("column {place}", "열 {place}")
NOTATION = Text("These numbers can be read in two ways", "숫자를 두 가지로 읽을 수 있습니다")
ENCODING = Text("Encoding", "인코딩")
MISSING = Text("Counts as missing", "결측값으로 볼 표시")
AMONG = {
    True: Text("{word} among numbers ({count})", "수 사이의 {word} ({count})"),
    False: Text("{word} among words ({count})", "글자 사이의 {word} ({count})"),
}
EDIT, EDIT_TITLE = Text("Edit the cells", "칸 고치기"), Text("Your table", "내 표")
USE_TABLE = Text("Use this table", "이 표 쓰기")
FIRST_ROWS = Text("The first {rows} rows; the others stay as they are.", "처음 {rows}행입니다. 나머지는 그대로입니다.")

_PROBLEMS_KO = {
    "too_large": "파일이 {size:.2f} MB입니다. {most} MB까지만 읽을 수 있습니다.",
    "empty": "내용이 없습니다. 값이 있는 줄이 하나도 없습니다.",
    "workbook": "텍스트 파일이 아니라 엑셀 통합 문서입니다. 스프레드시트에서 CSV로 저장해 올려 주십시오.",
    "not_text": "{kind} 형식의 파일이며 텍스트로 된 표가 아닙니다.",
    "web_page": "표가 아니라 웹 페이지입니다. 파일 자체를 내려받거나(GitHub에서는 ‘Raw’) 스프레드시트에서 열어 "
    "CSV로 저장해 올려 주십시오.",
    "json": "JSON이지만 손상되었거나 같은 항목을 가진 레코드의 목록이 아닙니다. 데이터를 CSV로 저장해 올려 주십시오.",
    "binary": "값이 0인 바이트(널 문자)가 들어 있습니다. 텍스트 파일이 아닙니다.",
    "encoding": "알려진 어떤 인코딩으로도 글자를 읽을 수 없습니다. 파일을 UTF-8로 저장해 주십시오.",
    "damaged": "{line}번째 줄에 나머지와 달리 {encoding}에 맞지 않는 바이트가 있습니다. "
    "파일을 다시 저장하거나 다른 인코딩을 골라 주십시오.",
    "control": "{line}번째 줄에 텍스트 표에는 없는 제어 문자가 있습니다.",
    "quotes": "{line}번째 줄 근처에서 열린 따옴표가 제대로 닫히지 않았습니다.",
    "ragged": "표의 열은 {expected}개인데 {line}번째 줄에는 값이 {found}개 있습니다. "
    "구분자가 든 값은 따옴표로 묶고, 표의 행이 아니면 그 줄을 지워 주십시오.",
    "one_column": "열이 하나뿐입니다. 쉼표, 세미콜론, 탭으로 나뉜 목표 하나와 특성 하나 이상이 필요합니다.",
    "too_many_columns": "열이 {columns:,}개입니다. {most:,}개까지만 읽을 수 있습니다.",
    "header_only": "이름만 한 줄 있고 그 아래에 값이 없습니다.",
    "few_rows": "쓸 수 있는 행이 {rows}개뿐이어서 훈련하고 시험하기에 모자랍니다. {least}개 이상이 필요합니다.",
    "few_rows_dropped": "결측값이 없는 행이 {rows}개뿐입니다. {least}개 이상이 필요하니, 결측값을 평균으로 채우거나 "
    "특성을 줄여 주십시오.",
    "no_target": "목표로 쓸 열이 없습니다. 서로 다른 수가 있거나 서로 다른 값이 2~{most}가지인 문자열 열이어야 합니다.",
    "all_missing": "목표 열 {column}에 쓸 수 있는 값이 없습니다.",
    "constant_target": "목표 열 {column}의 값이 모두 같아서({value}) 예측할 것이 없습니다.",
    "too_many_classes": "목표 열 {column}의 값이 {classes:,}가지입니다. 색으로 구별되는 클래스는 {most}개까지입니다.",
    "words_for_number": "목표 열 {column}에는 숫자가 아닌 값이 있어 클래스로만 쓸 수 있습니다.",
    "no_features": "남은 특성이 없습니다. 서로 다른 수가 있는 열이나 0과 1의 열로 바꾼 문자열 열이 하나는 필요합니다.",
    "text_only": "남은 특성이 없습니다. 문자열과 날짜는 숫자가 아닙니다(열, 줄, 칸): {cells}",
    "target_is_feature": "한 열을 목표와 특성으로 함께 쓸 수는 없습니다: {column}",
    "unknown_column": "이런 이름의 열이 없습니다: {column}",
    "unusable": "이 표로는 학습에 쓸 데이터를 만들 수 없습니다.",
}

_NOTES_KO = {
    "skipped": "표의 행이 아닌 줄을 뺐습니다(줄, 내용): {lines}",
    "sampled": "{rows:,}행 가운데 {used:,}행을 무작위로 뽑아 씁니다. 언제나 같은 행이 뽑힙니다.",
    "renamed": "이름이 겹치는 열에는 번호를 붙였습니다: {columns}",
    "units": "숫자에 붙은 단위를 빼고 읽었습니다: {columns}",
    "minus": "음수로 읽은 칸: {columns}",
    "gaps": "결측값으로 보는 칸: {words}",
    "kept": "결측값이 아니라 값으로 읽은 칸: {words}",
    "strange": "숫자 열에서 숫자가 아닌 칸은 결측값으로 봅니다(열, 줄, 칸): {cells}",
    "infinite": "무한대이거나 1e300을 넘는 수는 결측값으로 봅니다: {columns}",
    "parts": "훈련 데이터와 시험 데이터를 {column} 열에 적힌 대로 나눕니다.",
    "row_names": "행 번호는 특성이 아니므로 뺐습니다: {columns}",
    "target_missing": "목표가 없는 {rows:,}행을 뺐습니다.",
    "dropped": "결측값이 있는 행을 뺐습니다: {of:,}행 가운데 {rows:,}행",
    "filled": "빠진 수를 그 열의 평균(훈련·시험 전체)으로 채웠습니다: {columns}",
    "one_hot": "문자열 열은 값마다 0과 1의 열로 바꾸었습니다: {columns}",
    "words_left": "문자열과 날짜는 숫자가 아니므로 뺐습니다(열, 줄, 칸): {cells}",
    "many_words": "서로 다른 값이 {most}가지를 넘는 문자열 열을 뺐습니다: {columns}",
    "constant": "값이 하나뿐인 열을 뺐습니다: {columns}",
    "too_many": "특성은 {most}개까지 쓰며, 그 뒤의 {count}개를 뺐습니다.",
    "lonely": "예제가 하나뿐인 클래스는 시험 데이터에 들어가지 않습니다: {classes}",
    "copies": "목표 값이 이 열의 일차식으로 정해지므로 학습할 것이 거의 없습니다: {columns}",
}

PROBLEMS = {name: Text(words, _PROBLEMS_KO[name]) for name, words in sentences.PROBLEMS.items()}
NOTES = {name: Text(words, _NOTES_KO[name]) for name, words in sentences.NOTES.items()}

FOUND = Text(
    "{rows:,} row{rows:~s}, {columns:,} column{columns:~s}. Delimiter: {delimiter}. Numbers: {decimal}. "
    "Header: {header}.",
    "{rows:,}행 {columns:,}열. 구분자: {delimiter}. 수의 표기: {decimal}. 머리글: {header}.",
)
FOUND_ENCODING = Text("Encoding: {encoding}.", "인코딩: {encoding}.")
DELIMITERS = {
    "comma": Text("comma", "쉼표"),
    "semicolon": Text("semicolon", "세미콜론"),
    "tab": Text("tab", "탭"),
    "bar": Text("bar |", "세로줄 |"),
    "spaces": Text("spaces", "공백"),
}
NOTATIONS = {
    ".": Text("decimal point", "소수점"),
    ",": Text("decimal comma", "소수 쉼표"),
    ",.": Text("commas between thousands", "천 단위 쉼표"),
    ".,": Text("points between thousands, decimal comma", "천 단위 점, 소수 쉼표"),
}
HEADERS = {True: Text("yes", "있음"), False: Text("no", "없음")}


def problem(error: TableError) -> str:
    """Say in one sentence what is wrong."""
    return say(PROBLEMS[error.problem], **_quoted(error.facts))


def note(said: Note) -> str:
    """Say one thing that was done."""
    return say(NOTES[said.what], **_quoted(said.facts))


def found(sheet: Sheet) -> str:
    """Say how the table was read."""
    words = say(
        FOUND,
        rows=sheet.rows_in_file,
        columns=len(sheet.names),
        delimiter=say(known) if (known := DELIMITERS.get(sheet.delimiter)) else sheet.delimiter,
        decimal=say(NOTATIONS[sheet.notation]),
        header=say(HEADERS[sheet.header]),
    )
    return words + (" " + say(FOUND_ENCODING, encoding=sheet.encoding) if sheet.encoding else "")


def named(name: Text | str) -> str:
    """Say where a table comes from: a file's name stands as it is."""
    return say(name) if isinstance(name, Text) else quoted(name, LONGEST)


def _quoted(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: quoted(fact, LONGEST) if isinstance(fact, str) else fact for name, fact in facts.items()}
