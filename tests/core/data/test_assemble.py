"""Tables as people bring them: what is found out, what is done, and what is refused in one sentence."""

import csv
import io
import re
import zlib
from time import process_time

import numpy as np
import pytest

from dlcore.data.builtin_tables import load_table
from dlcore.data.own_table import columns, sheet
from dlcore.data.own_table.assemble import LEAST_ROWS, Wishes, assemble, usual
from dlcore.data.own_table.encoding import decode
from dlcore.data.own_table.sentences import NOTES, PROBLEMS, Note, TableError
from dlcore.data.own_table.sheet import MOST_BYTES, edited, read
from dlcore.training.training import Experiment, record

ROWS = "\n".join(f"{i},{i * i},{'yes' if i % 3 else 'no'}" for i in range(12))
GOOD = f"a,b,c\n{ROWS}\n"
KOREAN = "키,몸무게,성별\n" + "\n".join(f"{150 + i},{50 + i % 7},{'남자' if i % 2 else '여자'}" for i in range(20))


def table(lines=12, row="{i},{j},{i}", header="a,b,c"):
    return "\n".join([header, *(row.format(i=i, j=(i * 7) % 11) for i in range(lines))])


MALFORMED = {
    "nothing at all": (b"", "empty"),
    "blank lines": (b"\n\n  \r\n", "empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "empty"),
    "only delimiters": (b",,,\n,,,\n", "empty"),
    "a header and nothing else": (b"a,b,c\n", "header_only"),
    "one value": (b"42", "one_column"),
    "one column": (b"a\n1\n2\n3\n4\n5\n6\n7\n8\n", "one_column"),
    "one column and a trailing comma": (b"a,\n" + b"1,\n2,\n" * 9, "one_column"),
    "a workbook renamed": (b"PK\x03\x04" + bytes(200), "workbook"),
    "an old workbook renamed": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "workbook"),
    "a picture renamed": (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_text"),
    "a document renamed": (b"%PDF-1.7\n1,2\n", "not_text"),
    "a packed table": (b"\x1f\x8b" + zlib.compress(GOOD.encode()), "not_text"),
    "random bytes": (np.random.default_rng(0).bytes(5000), None),
    "zero bytes between": (GOOD.replace("\n3", "\n3\0\0").encode(), "binary"),
    "control characters": (GOOD.replace("\n3,", "\n3\x07,").encode(), "control"),
    "a row too short": (GOOD.replace("5,25,yes", "5,25").encode(), "ragged"),
    "a row too long": (GOOD.replace("5,25,yes", "5,25,yes,no").encode(), "ragged"),
    "two delimiters": (GOOD.replace("5,25,yes", "5;25;yes").encode(), "ragged"),
    "a header narrower than the rows": (GOOD.replace("a,b,c\n0,0", "a\n0").encode(), "ragged"),
    "a web page": (b"<!DOCTYPE html>\n<html><body><table><tr><td>1</td></tr></table>", "web_page"),
    "JSON that is no list of records": (b'{"a": {"b": 1}, "c": 2}', "json"),
    "lists of lists": (b"[[1, 2], [3, 4]]", "json"),
    "text and names only": (table(row="n{i},m{i},{i}").encode(), "text_only"),
    "prose": (b"Dear all,\nplease find the data below.\nYours, truly, me\n", "ragged"),
    "a quotation mark never closed": (GOOD.replace("5,25", '"5,25').encode(), "quotes"),
    "letters after a quotation mark": (GOOD.replace("5,25", '"5"5,25').encode(), "quotes"),
    "a field of many lines never closed": (('a,b\n1,"2\n' + "3,4\n" * 60_000).encode(), "quotes"),
    "three megabytes": (b"a,b\n" + b"1,2\n" * 800_000, "too_large"),
    "a million columns": (b"1," * 1_000_000, "too_many_columns"),
    "two thousand columns": (b"1," * 1999 + b"2\n" + b"1," * 1999 + b"2", "too_many_columns"),
    "a byte missing in UTF-16": (GOOD.encode("utf-16")[:-1], "damaged"),
    "UTF-8 cut within a letter": (KOREAN.encode()[:-1], "damaged"),
    "UTF-8 with one byte broken": (KOREAN.encode().replace("남자".encode(), b"\xff" + "남자".encode(), 1), "damaged"),
    "CP949 with one byte broken": (KOREAN.encode("cp949").replace(b"150", b"\xff150", 1), "damaged"),
    "no known encoding": (GOOD.replace("yes", "y\x81s").encode("latin-1"), "encoding"),
    "only missing values": (table(row=",NA,nan").encode(), "no_target"),
    "only infinite numbers": (table(row="inf,1e400,-inf").encode(), "no_target"),
    "only one row": (b"a,b,c\n1,2,3\n", "no_target"),
    "a few rows": (table(4).encode(), "few_rows"),
    "constant columns": (table(row="1,2,x").encode(), "no_target"),
    "all text and all different": (table(row="name{i},town{i},street{i}").encode(), "no_target"),
    "dates and nothing else": (table(30, "2024-01-{i:02d},2024-02-{i:02d},2024-03-{i:02d}").encode(), "no_target"),
    "a target and constant features": (table(row="1,2,{i}").encode(), "no_features"),
    "numbers beyond every scale": (table(row="1{i:0400d},{i}e300,-{i}e301").encode(), None),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_file_gets_one_clear_sentence(name):
    content, problem = MALFORMED[name]
    with pytest.raises(TableError) as caught:
        made(content)
    sentence = str(caught.value)
    assert caught.value.problem == (problem or caught.value.problem)
    assert re.fullmatch(r"[A-Z{\d].{20,220}\.", sentence), sentence
    assert "Traceback" not in sentence
    assert not re.search(r"[{}]|nan", sentence)


def test_more_than_thirty_malformed_files_were_tried_and_most_problems_met():
    assert len(MALFORMED) > 30
    met = {problem for _, problem in MALFORMED.values()}
    assert len(met) >= 14


@pytest.mark.parametrize("line", [2, 7, 13])
def test_the_line_at_fault_is_named(line):
    lines = GOOD.splitlines()
    lines[line - 1] = "1,2"
    with pytest.raises(TableError, match=f"Line {line} has 2 values where the table has 3"):
        read("\n".join(lines))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_korean_is_read_in_every_encoding_it_is_saved_in(encoding):
    found = read(KOREAN.encode(encoding))
    assert found.names == ("키", "몸무게", "성별")
    assert found.rows == read(KOREAN).rows
    own, notes = assemble(found, usual(found))
    assert own.class_names == ("남자", "여자")
    assert not notes


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("größe;süß\n1;2", "cp1252", "Windows-1252"),
        ("é;à;ñ\n1;2;3", "latin-1", "Windows-1252"),
        ("ÀÉÈ,b\n1,2", "cp1252", "Windows-1252"),
        ("plain,ascii\n1,2", "ascii", "UTF-8"),
        ("가나,다라\n1,2", "cp949", "CP949"),
        ("똠방각하,펲시\n한글,글자", "cp949", "CP949"),
        ("größe,naïve\n1,2", "utf-8", "UTF-8"),
        ("日本,語\n1,2", "utf-8", "UTF-8"),
    ],
)
def test_the_encoding_is_found_out_and_told(text, encoding, told):
    assert decode(text.encode(encoding)) == (text, told)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_ending_gives_the_same_table(delimiter, ending):
    written = GOOD.replace(",", delimiter).replace("\n", ending).encode()
    assert read(written).rows == read(GOOD).rows
    assert read(written).delimiter == sheet.DELIMITERS[delimiter]


def test_columns_parted_by_spaces_are_read():
    assert read("a   b  c\n 1  2   3 \n\n4 5 6").rows == (("1", "2", "3"), ("4", "5", "6"))


@pytest.mark.parametrize("seed", range(20))
def test_what_the_library_writes_is_read_back(seed):
    rng = np.random.default_rng(seed)
    letters = ["a", "b", " ", ",", ";", '"', "\n", "가", "é", "|"]
    rows = [["".join(rng.choice(letters, 3)).strip() + "x" for _ in range(3)] for _ in range(9)]
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["one", "two", "three"], *rows])
    found = read(file.getvalue().encode(), header=True)
    assert found.names == ("one", "two", "three")
    assert found.rows == tuple(map(tuple, rows))


@pytest.mark.parametrize(
    ("text", "decimal", "first"),
    [
        ("a;b\n1,5;2\n-0,25;3", ",", [1.5, -0.25]),
        ("a;b\n1.5;2\n2;3", ".", [1.5, 2]),
        ("1,5;2,5\n3,5;4,5", ",", [1.5, 3.5]),
        ('a,b\n"1,234",2\n"12,345,678.5",3', ",.", [1234, 12345678.5]),
        ("a;b\n1,234.5;2\n12,345;3", ",.", [1234.5, 12345]),
        ("a\tb\n1,5\t1\n,5\t2", ",", [1.5, 0.5]),
        ("a,b\n1e3,2\n+.5,3", ".", [1000, 0.5]),
    ],
)
def test_the_way_numbers_are_written_is_found_out(text, decimal, first):
    found = read(text)
    assert found.notation == decimal
    np.testing.assert_array_equal(found.columns[0].numbers, first)


@pytest.mark.parametrize("word", ["1_000", "१२", "0x10", "1 00", "1 0000", "0 123", "--1", "+-1", "e5", "A1", "1.2.3"])
def test_only_plain_numbers_are_numbers(word):
    assert all(columns.number(word, decimal) is None for decimal in columns.NOTATIONS)


def seconds(work, *given):
    """The least of three measurements, so that what else the machine does counts little."""
    taken = []
    for _ in range(3):
        start = process_time()
        work(*given)
        taken.append(process_time() - start)
    return min(taken)


@pytest.mark.parametrize("start", ["1" * 16, "1,234" * 3, "1." + "1" * 9, "-" * 9, "1e" + "1" * 9, "가" * 9, " " * 9])
@pytest.mark.parametrize("end", ["x", "", "%", ",", "e"])
def test_long_cells_take_time_in_proportion_to_their_length(start, end):
    def text(length):
        cell = (start * (length // len(start)) + end).replace('"', "")
        return "a;b\n" + "\n".join(f"{cell};{i}" for i in range(12))

    # Four times as long may take four times as long; a pattern that tries every place again takes sixteen times.
    assert seconds(read, text(48_000)) < 8 * seconds(read, text(12_000)) + 0.01


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("a,b\n1,2\n3,4", True),
        ("1,2\n3,4", False),
        ("x,y\nx,z\nu,v", False),
        ("x,y\nu,z\nu,v", True),
        (",b\n1,2", True),
    ],
)
def test_a_header_is_found_out_and_can_be_said(text, header):
    assert read(text).header == header
    assert len(read(text, header=False).rows) == len(read(text, header=True).rows) + 1


def test_names_are_made_unique_short_and_visible():
    found = read("a,a,,a (2)," + "long" * 30 + ",x\u202e\u200by\n1,2,3,4,5,6")
    assert found.names[:4] == ("a", "a (2)", "column 3", "a (2) (2)")
    assert len(found.names[4]) == 40
    assert found.names[5] == "x y"
    assert found.given[:4] == ("a", "a", "", "a (2)")


def test_a_table_of_many_rows_is_sampled_without_favour_and_said_so():
    found = read("a,b\n" + "\n".join(f"{i},{i % 2}" for i in range(9000)))
    taken = found.columns[0].numbers
    assert (len(found.rows), found.rows_in_file) == (2000, 9000)
    assert (np.diff(taken) > 0).all()
    # The mean of a sample without replacement: 4 standard errors, σ²/n · (N − n)/(N − 1).
    error = np.sqrt((9000**2 - 1) / 12 / 2000 * 7000 / 8999)
    assert abs(taken.mean() - 4499.5) < 4 * error
    assert [note.what for note in assemble(found, usual(found))[1]] == ["sampled"]


def made(text, **wishes):
    found = read(text)
    wanted = usual(found)
    own, notes = assemble(found, Wishes(**{**vars(wanted), **wishes}))
    return own, {note.what: note.facts for note in notes}


def test_rows_with_gaps_are_left_out_or_filled_with_the_mean_and_counted():
    text = GOOD.replace("\n3,9", "\n,9").replace("\n4,16,yes", "\n4,16,")
    own, notes = made(text, missing="drop")
    assert len(own.x) == 10
    assert (notes["dropped"], notes["target_missing"]) == ({"rows": 1, "of": 11}, {"rows": 1})
    own, notes = made(text, missing="mean")
    assert len(own.x) == 11
    present = [i for i in range(12) if i not in (3, 4)]
    assert own.x[3, 0] == pytest.approx(np.mean(present))
    assert notes["filled"]["columns"] == "a (1)"


def test_text_features_are_left_out_or_become_columns_of_0_and_1():
    text = table(12, "{i},{j},{i}", "a,b,c").replace(",", ",red,", 1)
    text = "n,colour,y\n" + "\n".join(f"{i},{('red', 'blue', 'green')[i % 3]},{i * i}" for i in range(15))
    own, notes = made(text)
    assert own.feature_names == ("n",)
    assert notes["words_left"] == {"cells": "colour (2: red)"}
    own, notes = made(text, words="one_hot")
    assert own.feature_names == ("n", "colour = blue", "colour = green", "colour = red")
    np.testing.assert_array_equal(own.x[:, 1:].sum(axis=1), 1)
    np.testing.assert_array_equal(own.x[:, 3], [i % 3 == 0 for i in range(15)])
    assert notes["one_hot"]["columns"] == "colour (3)"


def test_a_number_with_few_whole_values_gives_classes_and_can_be_a_number():
    text = "a,b\n" + "\n".join(f"{i * 0.37},{i % 3 + 4}" for i in range(30))
    own, _ = made(text)
    assert own.class_names == ("4", "5", "6")
    own, _ = made(text, task="number")
    assert own.class_names == ()
    np.testing.assert_array_equal(own.target, [i % 3 + 4 for i in range(30)])


@pytest.mark.parametrize(
    ("wishes", "problem"),
    [
        ({"target": "z"}, "unknown_column"),
        ({"features": ("a", "z")}, "unknown_column"),
        ({"features": ("a", "c")}, "target_is_feature"),
        ({"features": ()}, "no_features"),
        ({"task": "number"}, "words_for_number"),
        ({"target": "b", "features": ("a",), "task": "classes"}, "too_many_classes"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused_in_a_sentence(wishes, problem):
    with pytest.raises(TableError) as caught:
        made(GOOD, **wishes)
    assert caught.value.problem == problem


def test_a_constant_target_and_one_without_a_value_are_refused():
    text = "a,b,c\n" + "\n".join(f"{i},5," for i in range(12))
    for target, problem in (("b", "constant_target"), ("c", "all_missing")):
        with pytest.raises(TableError) as caught:
            made(text, target=target, features=("a",))
        assert caught.value.problem == problem


def test_leaving_out_rows_may_leave_too_few_and_the_sentence_says_what_helps():
    text = "a,b,y\n" + "\n".join(f"{i},{i if i < 4 else ''},{i * 1.5}" for i in range(20))
    assert usual(read(text)).missing == "mean"
    with pytest.raises(TableError, match=f"{LEAST_ROWS} are needed: fill"):
        made(text, missing="drop")


def test_what_is_odd_is_said():
    lines = [f"{i},{'x' if i == 3 else i * i},{'1e400' if i == 5 else i % 7},7,{i * 2 - 1},{i}" for i in range(40)]
    own, notes = made("a,a,b,constant,leak,y\n" + "\n".join(lines), missing="mean")
    assert notes["renamed"] == {"columns": "a (2)"}
    assert notes["strange"] == {"cells": "a (2) (5: x) × 1"}
    assert notes["infinite"] == {"columns": "b (1)"}
    assert notes["constant"]["columns"] == "constant"
    assert notes["copies"] == {"columns": "a, leak"}
    assert np.isfinite(own.x).all()


def test_a_class_with_one_example_is_learned_and_said():
    text = "a,b\n" + "\n".join(f"{i},{'rare' if i == 4 else 'usual'}" for i in range(12))
    own, notes = made(text)
    assert notes["lonely"] == {"classes": "rare"}
    assert np.isfinite(record(Experiment(dataset="own", own=own, epochs=3)).test_loss).all()


def test_many_features_are_cut_and_said():
    rng = np.random.default_rng(0)
    names = ",".join(f"f{j}" for j in range(90))
    text = names + "\n" + "\n".join(",".join(f"{v:.3f}" for v in rng.normal(size=90)) for _ in range(12))
    own, notes = made(text)
    assert own.x.shape == (12, 64)
    assert notes["too_many"] == {"most": 64, "count": 25}


def test_features_do_not_take_the_names_that_a_downloaded_table_needs():
    own, _ = made(
        "target,part,y\n" + "\n".join(f"{i},{i * i % 7},{i * i}" for i in range(12)),
        target="y",
        features=("target", "part"),
    )
    assert own.feature_names == ("target (2)", "part (2)")


@pytest.mark.parametrize("name", ["iris", "diabetes", "wine"])
def test_a_table_written_and_read_back_trains_as_the_built_in_one(name):
    built_in = load_table(name)
    target = [built_in.class_names[int(t)] for t in built_in.target] if built_in.class_names else built_in.target
    lines = [",".join([*map(repr, map(float, x)), str(t)]) for x, t in zip(built_in.x, target, strict=True)]
    found = read("\n".join([",".join([*built_in.feature_names, "y"]), *lines]))
    own, _ = assemble(found, usual(found))
    np.testing.assert_array_equal(own.x, built_in.x)
    np.testing.assert_array_equal(own.target, built_in.target)
    loss = "cross_entropy" if built_in.class_names else "squared"
    experiment = Experiment(dataset=name, n=1000, epochs=2, loss=loss)
    film = record(experiment)
    own_film = record(Experiment(dataset="own", own=own, n=1000, epochs=2, loss=loss))
    np.testing.assert_array_equal(own_film.theta, film.theta)


def test_random_tables_give_data_or_a_sentence_and_never_anything_else():
    rng = np.random.default_rng(3)
    pieces = ["1", "2.5", "-3", "x", "", ",", ";", "\n", '"', "\t", "가", "NA", "inf", "1e999", " ", "|", "\r\n"]
    outcomes = set()
    for _ in range(400):
        text = "".join(rng.choice(pieces, rng.integers(1, 120)))
        try:
            found = read(text.encode(rng.choice(["utf-8", "cp949", "utf-16"])))
            own, _ = assemble(found, usual(found))
            assert np.isfinite(own.x).all()
            outcomes.add("data")
        except TableError as error:
            outcomes.add(error.problem)
    assert len(outcomes) >= 4


def test_a_file_of_the_largest_size_is_read():
    content = b"a,b\n" + b"1,2\n3,5\n" * ((MOST_BYTES - 8) // 8)
    assert read(content).rows_in_file > 500_000


def test_every_note_can_be_said():
    assert set(NOTES) >= {"sampled", "dropped", "filled", "one_hot"}
    assert str(Note("dropped", {"rows": 3, "of": 10})) == "Rows with a missing value were left out: 3 of 10."
    assert len(set(PROBLEMS.values())) == len(PROBLEMS)


def test_edited_cells_deleted_and_added_rows_are_in_the_table_that_is_read_again():
    before = read('a,b,c\n1,2,"x, y"\n3,4,z\n5,6,w')
    changes = {
        "edited_rows": {"0": {"a": "10", "c": None}, 2: {"b": 'say "hi"'}},
        "deleted_rows": [1],
        "added_rows": [{"a": "7", "b": "8"}, {"c": "last"}],
    }
    after = edited(before, changes)
    assert after.names == before.names
    assert after.rows == (("10", "2", ""), ("5", 'say "hi"', "w"), ("7", "8", ""), ("", "", "last"))
    assert edited(before, {}) == before
