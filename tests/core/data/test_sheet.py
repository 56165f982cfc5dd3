# ruff: noqa: E501 - a kind of table is a line
"""Tables as people bring them, each a kind of its own: what is read is what was meant."""

from contextlib import suppress
from dataclasses import replace
from math import nan

import numpy as np
import pytest

from dlcore.data.own_table.assemble import assemble, usual
from dlcore.data.own_table.columns import DIGITS, NUMBER
from dlcore.data.own_table.encoding import decode
from dlcore.data.own_table.sentences import TableError
from dlcore.data.own_table.sheet import edited, read
from tests.core.data.test_assemble import made, seconds


def lines(row, count=10, header=""):
    """Rows made of a pattern with the number i, a word a or b, and a number j that goes up and down."""
    rows = [row.format(i=i, j=i * 7 % 11, w="ab"[i % 2]) for i in range(count)]
    return "\n".join([header, *rows] if header else rows)


RENTS = ["850", "1,200", "640", "2,300", "990", "1,050", "780", "1,480"]
KINDS = {
    "thousands among smaller numbers": (
        "rent\tsize\tkind\n" + "\n".join(f"{rent}\t{i}\t{'ab'[i % 2]}" for i, rent in enumerate(RENTS)),
        {"rent": [850, 1200, 640]},
    ),
    "millions": (lines("1,2{i}0,000\t{i}\t{w}", header="pop\tsize\tkind"), {"pop": [1200000, 1210000]}),
    "German thousands and decimals": (lines("1{i}.345;{i},1;{w}", header="n;area;k"), {"n": [10345, 11345], "area": [0.1, 1.1]}),
    "both German marks": (lines("{i}.234,50;1{i};{w}".replace("{i}.", "1{i}."), header="n;m;k"), {"n": [10234.5]}),
    "three decimals below one": (lines("0,10{i};{i};{w}", header="v;n;k"), {"v": [0.1, 0.101]}),
    "Swiss and French thousands": (lines("1'23{i}.5\t1 00{i},5\t{w}".replace(",5", ""), header="v\tn\tk"), {"v": [1230.5], "n": [1000]}),
    "a true minus": (lines("−{i}.5\t{j}\t{w}", header="v\tn\tk"), {"v": [-0.5, -1.5]}),
    "percent, won and centimetres": (
        lines('{i}.5%,"₩1,10{i},000",17{i}cm,{w}', header="a,b,c,k"),
        {"a": [0.5, 1.5], "b": [1100000, 1101000], "c": [170, 171]},
    ),
    "euros behind and dollars before": (lines("1{i}.234,50 €;-$ 1{i},00;{w}", header="a;b;k"), {"a": [10234.5], "b": [-10, -11]}),
    "German thousands among smaller numbers": ("n;m;k\n" + "\n".join(f"{rent.replace(',', '.')};{i};a" for i, rent in enumerate(RENTS)), {"n": [850, 1200, 640]}),
    "sizes from 1e-300 to 1e300": (lines("{i}e-300,1{i}e299,{w}", header="a,b,k"), {"a": [0, 1e-300], "b": [1e300, nan]}),
    "None as a class": ("x,y,k\n" + "\n".join(f"{i},{i * i},{['None', 'Apnea'][i % 2]}" for i in range(10)), {"k": ["None", "Apnea"]}),
    "NA as a region": ("x,y,k\n" + "\n".join(f"{i},{i * i},{['NA', 'EU'][i % 2]}" for i in range(10)), {"k": ["NA", "EU"]}),
    "plus and minus": ("x,y,k\n" + "\n".join(f"{i},{'-' if i == 3 else i * i},{'+-'[i % 2]}" for i in range(10)), {"k": ["+", "-"]}),
    "sodium": (lines("{i},{j},Na", header="x,y,e"), {"e": ["Na", "Na"]}),
    "dots of the World Bank": (lines("c{i},{j},{i},{w}", header="c,gdp,life,k").replace(",0,", ",..,"), {"gdp": [nan, 7], "life": [0, 1]}),
    "errors of a spreadsheet": (lines("#DIV/0!,{i},{w}", 3, "x,y,k") + "\n" + lines("{i}.5,{j},{w}", 9), {"x": [nan, nan, nan, 0.5]}),
    "years as names": (lines("r{i},{j},1{j},2{j}", header="region,2018,2019,2020"), {"2018": [0, 7]}),
    "a corner without a name": (lines("r{i},{j},1{j}", header=",142.24,144.78"), {"142.24": [0, 7]}),
    "names that count on": (lines("{i}.5,{j},{w}", header="0,1,target"), {"0": [0.5, 1.5]}),
    "a title in a row of its own": ("행정구역별 인구,,,\n" + lines("s{i},{i},{j},{w}", header="시도,남,여,k"), {"남": [0, 1]}),
    "comments above": ("# from, somewhere\n# else\n" + lines("{i},{j},{w}", header="x,y,k"), {"x": [0, 1]}),
    "counts above": ("10,3,a,b\n" + lines("{i},{j},1,2,3,4,5,6,{w}"), {"column 1": [0, 1]}),
    "a source below": (lines("{i},{j},{w}", header="x,y,k") + "\n\n※ 출처: 통계청\n", {"x": [0, 1]}),
    "two rows of names": (lines("r{i},{j},{i}", header=",2020,\n시도,남자,여자"), {"2020 남자": [0, 7], "2020 여자": [0, 1]}),
    "sep=;": ("sep=;\n" + lines("{i};{j};{w}", header="x;y;k"), {"x": [0, 1]}),
    "R with spaces": (lines('"{i}" {i}.5 {j} "{w} c"', header='"len" "dose" "supp"'), {"len": [0.5, 1.5], "supp": ["a c", "b c"]}),
    "R with commas": (lines('"{i}",{i}.5,{j},"{w}"', header='"len","dose","supp"'), {"len": [0.5, 1.5]}),
    "spaces and tabs mixed": (lines("{i}.5\t\t{j}   {w}", 3, "x y\tk") + "\n" + lines("{i}.5\t{j} {w}"), {"x": [0.5, 1.5]}),
    "aligned by several spaces": (lines("{i}   < 12 years    {j}", header="id   educ      mixed"), {"educ": ["< 12 years"]}),
    "a space before quotation marks": (lines('{i}, "size {i}, blue", {w}', header='"id", "note", "k"'), {"note": ["size 0, blue"]}),
    "Markdown": (lines("| {i} | {j} | {w} |", header="| x | y | k |\n|---|:-:|--:|"), {"x": [0, 1], "k": ["a", "b"]}),
    "a table drawn with lines": (lines("| {i} | {j} |", header="+---+---+\n| x | y |\n+---+---+") + "\n+---+---+", {"x": [0, 1]}),
    "words and commas at the end": (lines("c{w},{w},", header="colour,kind,"), {"colour": ["ca", "cb"], "kind": ["a", "b"]}),
    "ARFF": (
        "% made by hand\n@relation w\n@attribute 'the t' real\n@attribute h real\n@attribute play {a, b}\n@data\n" + lines("{i},{j},{w}"),
        {"the t": [0, 1], "play": ["a", "b"]},
    ),
    "JSON records": ("[" + lines('{{"x": {i}, "k": "{w}"}}').replace("\n", ",") + "]", {"x": [0, 1], "k": ["a", "b"]}),
    "JSON lines": (lines('{{"x": {i}, "k": "{w}"}}'), {"x": [0, 1], "k": ["a", "b"]}),
    "Orange": (lines("{i}\t{j}\t{w}", header="x\ty\tk\nc\tc\td\n\t\tclass"), {"x": [0, 1], "k": ["a", "b"]}),
    "parentheses, △ and a minus behind in accounts": (
        lines('"(1,20{i})",△{i},{i}.50-,5', 6, "a,b,c,n") + "\n" + lines('"1,20{i}",{j},{j}.00,6', 4),
        {"a": [-1200, -1201], "b": [0, -1], "c": [-0.5, -1.5], "n": [5, 5]},
    ),
    "dollars of Hong Kong, reais and francs": (
        lines("HK${i};R$ 1.23{i},50;CHF 1'23{i};{w}", header="a;b;c;k"), {"a": [0, 1], "b": [1230.5], "c": [1230, 1231]}
    ),
    "wide letters and thin spaces": (lines("１{i}％;1\u2009{i}00;{w}", header="a;b;k"), {"a": [10, 11], "b": [1000, 1100]}),
    "lakhs": (lines('"1{i},34,567",{w}', header="a,k"), {"a": [1034567, 1134567]}),
    "units at some of the numbers": ("a,b,k\n" + "\n".join(f"{i}{'%' * (i % 3 == 0)},{'$' * (i < 1)}{i},a" for i in range(10)), {"a": [0, 1], "b": [0, 1]}),
    "what Excel takes for text": (lines('="00{i}",{j},{w}', header="a,b,k"), {"a": [0, 1]}),
    "standard errors in parentheses": (lines("{i},(0.{i}),{w}", header="a,se,k"), {"se": ["(0.0)", "(0.1)"]}),
    "house numbers": (lines("{i},{j},{w}", 9, "no,x,k") + "\n14b,3,a", {"no": [*range(9), nan]}),
    "a price without its cents": (lines("{i},12.-,{w}", header="a,p,k"), {"p": ["12.-", "12.-"]}),
    "years in Korean": (lines("s{i},{j},1{i},{i}", header="지역,2018년,2019 년,1월"), {"2018년": [0, 7], "1월": [0, 1]}),
    "years that fall": (lines("s{i},{j},1{i}", header="지역,2020,2019"), {"2020": [0, 7]}),
    "months as numbers": (lines("s{i},{j},1{i}", header="지역,2020.11,2020.12"), {"2020.11": [0, 7]}),
    "a single year": (lines("s{i},{j},{w}", header="지역,2020,종류"), {"2020": [0, 7]}),
    "years and nothing else": (lines("{i},{j},1{j}", header="2018,2019,2020"), {"2019": [0, 7]}),
    "years as values": (lines("198{i},{j},1{j}"), {"column 1": [1980, 1981]}),
    "wavelengths as names": (lines("0.{i},0.{j},1{i},{w}", header="400.5,401.2,402,kind"), {"401.2": [0, 0.7], "kind": ["a", "b"]}),
    "an array of pandas without its index": (lines("{i}.5,{j},1{i}", header="0,1,2"), {"1": [0, 7]}),
    "commas behind the rows only": (lines("{i},{j},{w},", header="x,y,k"), {"x": [0, 1], "k": ["a", "b"]}),
    "a title and units in rows of their own": ("인구,,\n(단위: 명),,\n" + lines("s{i},{i},{w}", header="시도,남,k"), {"남": [0, 1]}),
    "a title with a comma": ("Sales, 2020\n" + lines("{i},{j},{w}", header="x,y,k"), {"x": [0, 1]}),
    "notes with commas below": (lines("{i},{j},{w}", header="x,y,k") + "\n주: 1) 추정, 2) 잠정\n출처: 통계청, 2020, 인구\n", {"x": [0, 1]}),
    "a total below": (lines("s{i},{i},{j}", header="시도,남,여") + "\n합계,45,40", {"남": [0, 1]}),
    "a comment in between": (lines("{i},{j},{w}", 5, "x,y,k") + "\n# more\n" + lines("{i},{j},{w}", 5), {"x": [0, 1]}),
    "numpy's savetxt": (lines("{i} {j} 1{i}", header="# x y z"), {"x": [0, 1], "z": [10, 11]}),
    "what pandas prints": (lines("{i}   {i}.5  {j}", header="    x   y") + "\n\n[10 rows x 2 columns]", {"x": [0.5, 1.5]}),
    "sep= in quotation marks": ('"sep=;"\n' + lines("{i};{j};{w}", header="x;y;k"), {"x": [0, 1]}),
    "Markdown in a fence": ("Here it is:\n```\n| x | k |\n|-|-|\n" + lines("| {i} | {w}\\|c |") + "\n```\n", {"x": [0, 1], "k": ["a|c", "b|c"]}),
    "a table drawn with boxes": ("┌───┬───┐\n│ x ┆ k │\n╞═══╪═══╡\n" + lines("│ {i} ┆ {w} │") + "\n└───┴───┘", {"x": [0, 1], "k": ["a", "b"]}),
    "rules of reStructuredText": ("=== ===\nx   k\n=== ===\n" + lines("{i}   {w}") + "\n=== ===", {"x": [0, 1]}),
    "JSON of pandas": ('{"x": {' + lines('"{i}": {i}').replace("\n", ",") + '}, "k": {' + lines('"{i}": "{w}"').replace("\n", ",") + "}}", {"x": [0, 1], "k": ["a", "b"]}),
    "JSON of columns": ('{"x": [' + lines("{i}").replace("\n", ",") + '], "k": [' + lines('"{w}"').replace("\n", ",") + "]}", {"x": [0, 1], "k": ["a", "b"]}),
    "JSON of rows below names": ('[["x", "k"], ' + lines('[{i}, "{w}"]').replace("\n", ",") + "]", {"x": [0, 1], "k": ["a", "b"]}),
    "JSON of split columns": ('{"columns": ["x", "k"], "data": [' + lines('[{i}, "{w}"]').replace("\n", ",") + "]}", {"x": [0, 1]}),
    "JSON by the names of rows": ("{" + lines('"r{i}": {{"x": {i}, "k": "{w}"}}').replace("\n", ",") + "}", {"x": [0, 1]}),
    "JSON of a map": ('{"type": "f", "features": [' + lines('{{"properties": {{"x": {i}, "k": "{w}"}}}}').replace("\n", ",") + "]}", {"properties.x": [0, 1]}),
    "JSON of Korean numbers": ("[" + lines('{{"x": "1,23{i}", "k": "{w}"}}').replace("\n", ",") + "]", {"x": [1230, 1231]}),
    "Orange with attributes": (lines("{i}\t{j}\t{w}", header="x\ty\tk\nc\tc\td\n-dc\ti\tclass a=b"), {"x": [0, 1], "k": ["a", "b"]}),
    "Danish kroner": (lines("1{i}.100,50 kr.;{i};{w}", header="a;b;k"), {"a": [10100.5, 11100.5]}),
    "hyphens that are no minus": (lines("‐{i}.5;‑{j};{w}", header="a;b;k"), {"a": [-0.5, -1.5], "b": [0, -7]}),
    "single quotation marks": (lines("{i},'x, {w}','{w}'", header="a,b,k"), {"b": ["x, a", "x, b"], "k": ["a", "b"]}),
    "backslashes before quotation marks": (lines('{i},"say \\"{w}\\", ok",{j}', header="a,b,c"), {"b": ['say "a", ok', 'say "b", ok'], "c": [0, 7]}),
    "bold cells in Markdown": (lines("| **{i}** | {w} |", header="| **x** | **k** |\n|---|---|"), {"x": [0, 1]}),
    "a grid of reStructuredText": ("+---+---+\n| x | k |\n+===+===+\n" + lines("| {i} | {w} |\n+---+---+"), {"x": [0, 1], "k": ["a", "b"]}),
    "double tabs in half of the rows": (lines("{i}.5\t\t{j}\t{w}", 5) + "\n" + lines("{i}.5\t{j}\t{w}", 5), {"column 1": [0.5, 1.5]}),
    "a title that begins with a year": ("2024 출석부,,\n" + lines("s{i},{i},{w}", header="이름,점수,출석"), {"점수": [0, 1]}),
    "a total with a space": (lines("s{i},{i},{j}", header="품목,남,여") + "\n합 계,45,40", {"남": [0, 1]}),
    "a total with a colon": (lines("s{i},{i},{j}", header="item,n,m") + "\nTotal:,45,40", {"n": [0, 1]}),
    "Orange with listed values": (lines("{i}\t{w}\t{w}", header="x\tu\tk\nc\ta b\ta b\n\t\tclass"), {"x": [0, 1], "k": ["a", "b"]}),
    "numbers from 1 above words": (lines("{i}.5,{j},{w}", header="1,2,3"), {"1": [0.5, 1.5], "3": ["a", "b"]}),
    "our own table of a column called by a number": (lines("0.{i},{j},train", header="142.24,target,part"), {"142.24": [0, 0.1]}),
    "words among others that could be numbers": ("x,y\n○,남\n" + "\n".join(f"{'1a' if i % 3 else '○'},{'2b' if i % 3 else '남'}" for i in range(9)), {"x": ["○", "○", "1a"]}),
    "ARFF with tabs": ("@relation w\n@attribute x real\n@attribute k {a, b}\n@data\n" + lines("{i}\t{w}"), {"x": [0, 1], "k": ["a", "b"]}),
    "numbers that no float tells apart": (lines("1234567890123456{i},{j},{w}", header="code,x,k"), {"code": ["12345678901234560", "12345678901234561"]}),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_is_read_as_it_was_meant(kind):
    text, meant = KINDS[kind]
    sheet = read(text)
    for name, values in meant.items():
        column = sheet.column(name)
        if isinstance(values[0], str):
            assert [*column.words[: len(values)]] == values
        else:
            assert column.numeric
            np.testing.assert_array_equal(column.numbers[: len(values)], values)
    assert len(sheet.rows) in (8, 10, 12, 13)
    assert edited(sheet, {}) == sheet
    touched = edited(sheet, {"edited_rows": {1: {sheet.names[-1]: sheet.rows[1][-1]}}})
    assert [column.numbers.tobytes() for column in touched.columns] == [
        column.numbers.tobytes() for column in sheet.columns
    ]


@pytest.mark.parametrize("kind", ["None as a class", "NA as a region", "plus and minus", "sodium"])
def test_words_that_can_be_missing_are_counted_and_can_be_told(kind):
    sheet = read(KINDS[kind][0])
    word = {"None as a class": "None", "NA as a region": "NA", "plus and minus": "-", "sodium": "Na"}[kind]
    if word == "Na":
        assert (word, False) not in sheet.missing
        return
    assert sheet.gaps[word, False] == 5
    assert (word, False) not in sheet.missing
    told = replace(sheet, missing=sheet.missing | {(word, False)})
    assert told.columns[-1].missing.sum() == 5


def test_a_word_for_a_missing_number_is_one_for_a_missing_word_too():
    sheet = read(
        "mass,sex\n" + "\n".join(f"{'NA' if i == 2 else i},{['male', 'female', 'NA'][i % 3]}" for i in range(12))
    )
    assert sheet.missing == {("NA", True), ("NA", False)}
    assert sheet.columns[1].values == ["female", "male"]


def test_a_word_without_which_one_class_would_be_left_is_a_value():
    sheet = read(
        "mass,seen\n" + "\n".join(f"{'None' if i % 5 == 0 else i},{['None', 'yes'][i % 2]}" for i in range(12))
    )
    assert sheet.missing == {("None", True)}
    assert sheet.columns[1].values == ["None", "yes"]


def test_two_readings_are_told_with_a_cell_and_its_numbers():
    sheet = read(KINDS["thousands among smaller numbers"][0])
    (first, cell, number), (second, same, other) = sheet.readings
    assert (first, second, cell) == (",.", ",", same)
    assert number == 1000 * other
    assert len(read(KINDS["three decimals below one"][0]).readings) == 1
    assert [name for name, *_ in read(lines("1{i},105;{i};{w}", header="v;n;k")).readings] == [",", ",."]
    assert [name for name, *_ in read(lines("1{i}.105,{i},{w}", header="v,n,k")).readings] == [".", ".,"]


def test_the_cell_that_is_no_number_is_named_with_its_column_and_line():
    _, notes = made(lines("{i},{j},{w}", 30, "x,y,k").replace("\n4,", "\nabc,"))
    assert notes["strange"]["cells"] == "x (6: abc) × 1"
    _, notes = made("day,x,k\n" + lines("2024-01-1{i},{j},{w}"))
    assert notes["words_left"]["cells"] == "day (2: 2024-01-10)"


@pytest.mark.parametrize(
    ("name", "aside"),
    [("", True), ("id", True), ("번호", True), ("PassengerId", True), ("S. No.", True), ("학번", True), ("x", False)],
)
def test_a_row_number_is_no_feature(name, aside):
    own, notes = made(lines('"{i}",{j},{w}', header=f'"{name}","u","k"'))
    assert ("row_names" in notes) == aside
    assert (len(own.feature_names) == 1) == aside


def test_long_whole_labels_keep_their_digits():
    own, _ = made("x,code\n" + "\n".join(f"{i * 0.37},{1000001 + i % 3}" for i in range(30)))
    assert own.class_names == ("1000001", "1000002", "1000003")


def test_what_is_left_out_above_and_below_is_said():
    _, notes = made("My table\n" + lines("{i},{j},{w}", header="x,y,k") + "\nsource: me")
    assert notes["skipped"]["lines"] == "1: My table, 13: source: me"


def test_parts_of_our_own_table_come_back():
    text = "a,b,target,part\n" + "\n".join(
        f"{i},{i * i % 7},{'ab'[i % 2]},{['train', 'test'][i % 3 == 0]}" for i in range(18)
    )
    own, notes = assemble(read(text), usual(read(text)))
    assert own.feature_names == ("a", "b")
    assert own.held_out.tolist() == [i % 3 == 0 for i in range(18)]
    assert "parts" in {note.what for note in notes}


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("번호,출석\n1,○\n2,×", "cp949", "CP949"),
        ("temp(℃),k\n1,a", "cp949", "CP949"),
        ("넓이,㎡\n3㎡,1", "euc-kr", "CP949"),
        ("모음,ㅏ,ㅗ\n1,2,3", "cp949", "CP949"),
        ("年度,人口\n1,2", "cp949", "CP949"),
        ("키,n\n1,2", "cp949", "CP949"),
        ("都道府県,人口\n北海道,1\n青森県,2\n東京都,3\n大阪府,4", "cp932", "Shift-JIS"),
        ("名前,年齢\nさとう,1\nたなか,2\n山田,3", "cp932", "Shift-JIS"),
        ("姓名,年龄,性别\n张三,1,男\n李四,2,女\n王五,3,男", "gbk", "GBK"),
        ("имя,возраст\nИван,1\nАнна,2", "cp1251", "Windows-1251"),
        ("город,x\nМосква,1\nКазань,2", "cp1251", "Windows-1251"),
        ("x,k\n1,да\n2,нет\n3,да", "cp1251", "Windows-1251"),
        ("ηλικία,x\n1,Γιώργος\n2,Άννα", "cp1253", "Windows-1253"),
        ("城市,年龄\n北京,1\n上海,2", "gbk", "GBK"),
        ("혈액형,n\nA형,1\nAB형,2\nO형,3", "cp949", "CP949"),
        ("이름,점수\n뷁,1\n똠방,2\n햏,3", "cp949", "CP949"),
        ("氏名,点数\nやまだ,1\n東京,2", "euc_jp", "EUC-JP"),
        ("temp (°C),x\n1,2", "cp1252", "Windows-1252"),
        ("größe,süß\n1,2", "cp1252", "Windows-1252"),
        ("Łódź,źle\n1,2", "utf-8", "UTF-8"),
        ("키,몸무게\n1,2", "utf-16-be", "UTF-16"),
    ],
)
def test_every_encoding_is_found_out_or_can_be_told(text, encoding, name):
    assert decode(text.encode(encoding)) == (text, name)
    assert decode(text.encode(encoding), name) == (text, name)


@pytest.mark.parametrize(
    "piece", ["\n", " ", "\t", "@relation\n", "@data x", "%\n", "[", "{", '"', "'", "|", "-", " \n", "<"]
)
def test_no_text_of_one_piece_takes_more_than_time_in_proportion(piece):
    def tried(length):
        for text in (
            "@relation r\n@attribute a real\n" + piece * (length // len(piece)),
            piece * (length // len(piece)),
        ):
            with suppress(TableError):
                read(text)

    assert seconds(tried, 400_000) < 8 * seconds(tried, 100_000) + 0.02


@pytest.mark.parametrize("piece", ["1", "1,", "1.", "1 ", "1'234", "-", "1e", "가", "1kg", "$1", "1,234"])
@pytest.mark.parametrize("end", ["", "x", "%", "!"])
def test_no_pattern_takes_more_than_time_in_proportion(piece, end):
    def tried(length):
        cell = piece * (length // len(piece)) + end
        for pattern in (NUMBER, *DIGITS.values()):
            pattern.fullmatch(cell)

    assert seconds(tried, 400_000) < 8 * seconds(tried, 100_000) + 0.01


@pytest.mark.parametrize(
    "start",
    ["<!-- saved -->", "<div>", "<meta charset=utf-8>\n<table>", "\n\n<tr><td>", "<svg ", "<?xml version='1.0'?>"],
)
def test_a_web_page_is_told_from_a_table(start):
    with pytest.raises(TableError, match="web page"):
        read(start + lines("{i},{j},{w}", header="x,y,k"))
    assert read("<x>,<y>\n1,2\n3,5").names == ("<x>", "<y>")


def test_a_first_row_of_signs_is_a_row():
    assert len(read("n|m|k\n-|-|+\n" + lines("{i}|{j}|+", 9)).rows) == 10
    assert len(read("| n | k |\n|-|+|\n" + lines("| {i} | + |", 9)).rows) == 10


def test_a_short_korean_file_with_a_damaged_byte_is_called_damaged():
    text = "키,성별\n" + lines("{i},남", 9)
    with pytest.raises(TableError, match="Line 5 holds bytes that are not CP949"):
        read(text.encode("cp949").replace(b"3,", b"3,\xff", 1))


def test_damaged_json_is_called_so():
    with pytest.raises(TableError, match="JSON"):
        read(KINDS["JSON lines"][0] + '\n{"x": 1,')


@pytest.mark.parametrize(
    "text",
    [
        "[" + ",".join(f'{{"{i:x}":1}}' for i in range(130_000)) + "]",
        "{" + ",".join(f'"{i:x}":{{"{i}":1}}' for i in range(90_000)) + "}",
        "{" + ",".join(f'"{i:x}":[1]' for i in range(130_000)) + "}",
        "[" + ",".join(f'{{"{i % 1000:x}":1}}' for i in range(130_000)) + "]",
    ],
)
def test_json_whose_records_share_no_fields_is_refused_at_once(text):
    def refused(content):
        with pytest.raises(TableError):
            read(content)

    assert seconds(refused, text) < 3


def test_negative_numbers_are_told_with_a_cell_and_units_with_what_they_are():
    _, notes = made("a,b,k\n" + "\n".join(f"({i}.5),₩{i},{'ab'[i % 2]}" for i in range(9)) + "\n3,4,a")
    assert notes["minus"]["columns"] == "a: (0.5)"
    assert notes["units"]["columns"] == "b (₩)"


def test_a_first_column_that_counts_is_no_feature_unless_it_is_the_only_one():
    own, notes = made(lines("{i},{j},{w}"))
    assert notes["row_names"]["columns"] == "column 1"
    assert own.x.shape == (10, 1)
    own, notes = made(lines("{i},{w}"))
    assert own.x.shape == (10, 1)
    assert "row_names" not in notes


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1e200, 1e300])
def test_numbers_of_every_size_make_data_and_notes_as_others_do(size):
    text = "x,z,y\n" + "\n".join(
        f"{(i % 7) / 7 * size!r},{(i * i % 5) / 5 * size!r},{(i % 7) / 7 * size!r}" for i in range(30)
    )
    own, notes = made(text, task="number")
    np.testing.assert_allclose(own.x[:, 0], [(i % 7) / 7 * size for i in range(30)])
    assert notes["copies"]["columns"] == "x"
    assert "infinite" not in notes


@pytest.mark.parametrize("text", ["|-|-|", "|-|-|\n", "||\n||", "|=|=|\n\n"])
def test_a_drawn_table_of_lines_alone_is_refused_in_words(text):
    with pytest.raises(TableError):
        read(text)
