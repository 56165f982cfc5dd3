"""Bringing a table to the laboratory, without a browser."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from dlcore.data.own_data import OwnData
from dlcore.data.own_table.sentences import NOTES, PROBLEMS
from dlcore.data.own_table.sheet import MOST_BYTES, edited
from dlcore.training.experiment import prepare
from dlcore.training.training import Experiment, record
from pages.lessons.training import settings
from pages.lessons.training.own_data import own_data_panel, own_data_words
from pages.ui import text
from pages.ui.controls.control import Values
from pages.ui.training_run import film_data
from tests.core.data.test_assemble import MALFORMED
from tests.ui.running import run

ROOT = Path(__file__).parents[3]
NUMBERS = "a;b;y\n" + "\n".join(f"{i},5;{i * i % 7};{i * 3 - i * i / 4}".replace(".", ",") for i in range(40))


def brought(content, **link):
    page = run("training", dataset="own", epochs="3", **link)
    page.text_area("own.text").set_value(content)
    return page.button("own.use").click().run()


def upload(page, name, content):
    page.file_uploader[0].upload(name, content, "text/csv").run()


def held(page) -> OwnData:
    return page.session_state["own_data:own"]


def said(page) -> str:
    return " ".join(words.value for words in [*page.caption, *page.markdown])


@pytest.mark.parametrize(("lang", "words"), [("en", "no table here yet"), ("ko", "아직 표가 없습니다")])
def test_a_link_to_own_data_without_the_file_says_so_and_shows_the_default(lang, words):
    page = run("training", dataset="own", epochs="3", lang=lang)
    assert not page.exception
    assert any(words in note.value for note in page.info)
    assert page.query_params["dataset"] == "own"
    assert "150" in said(page)


@pytest.fixture
def korean():
    """Format option labels in Korean where AppTest formats them, which is outside of the run."""
    before = text._settled.set("ko")
    yield
    text._settled.reset(before)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_example_opens_and_everything_done_with_it_is_said(lang, request):
    request.getfixturevalue("korean") if lang == "ko" else None
    page = run("training", dataset="own", epochs="3", lang=lang)
    page.button("own.example").click().run()
    assert not page.exception
    assert not page.error
    assert held(page).class_names == ("adult", "child")
    assert held(page).feature_names == ("height", "weight", "shoe")
    assert "`hair (2: long)`" in said(page)
    assert ("2 of 18" if lang == "en" else "18행 가운데 2행") in said(page)


def test_pasted_numbers_with_decimal_commas_are_trained_on_as_they_are():
    page = brought(NUMBERS)
    assert not page.exception
    assert "semicolon" in said(page)
    assert "decimal comma" in said(page)
    assert held(page).x[3].tolist() == [3.5, 2]
    assert page.session_state["training:values"]["noise"] == 0
    assert page.session_state["training:values"]["n"] == 40
    assert page.session_state["training:values"]["loss"] == "squared"
    values = Values(**page.session_state["training:values"])
    film = record(Experiment(**{**{k: v for k, v in vars(values).items() if k in settings.FIELDS}, "own": held(page)}))
    assert film.theta.shape[1] == 2 * 8 + 8 + 8 * 8 + 8 + 8 + 1


@pytest.mark.parametrize("name", [name for name, (content, _) in MALFORMED.items() if len(content) < 100_000])
def test_a_malformed_file_gets_its_sentence_and_the_data_before_it_stay(name):
    page = brought(NUMBERS)
    before = held(page)
    upload(page, f"{name}.csv", MALFORMED[name][0])
    assert not page.exception
    assert len(page.error) == 1
    assert page.error[0].value.endswith("What was in use before stays.")
    assert held(page) == before
    shown = page.session_state["own.brought"]
    assert (shown.name != f"{name}.csv") == (
        page.session_state["own.error"].problem not in own_data_panel.MENDED_BY_CHOICE
    )


def test_a_paste_as_long_as_it_can_be_is_refused_and_not_read_in_part():
    page = run("training", dataset="own", epochs="3")
    longest = page.text_area("own.text").proto.max_chars
    assert longest == MOST_BYTES + 1
    page.text_area("own.text").set_value(("1,2\n" * longest)[:longest])
    page.button("own.use").click().run()
    assert not page.exception
    assert "at most 2 MB" in page.error[0].value


@pytest.mark.usefixtures("korean")
def test_a_file_of_korean_is_brought_and_a_worse_one_after_it_changes_nothing():
    page = run("training", dataset="own", epochs="3", lang="ko")
    content = "키,몸무게,성별\n" + "\n".join(f"{150 + i},{50 + i % 7},{'남' if i % 2 else '여'}" for i in range(20))
    upload(page, "자료.csv", content.encode("cp949"))
    assert not page.exception
    assert "CP949" in said(page)
    assert "`자료.csv`" in said(page)
    upload(page, "empty.csv", b"")
    assert "내용이 없습니다" in page.error[0].value
    assert held(page).class_names == ("남", "여")


def test_target_features_gaps_and_words_are_chosen_in_the_panel():
    page = run("training", dataset="own", epochs="3")
    page.button("own.example").click().run()
    page.multiselect("own.left_out").set_value(["height"]).run()
    assert held(page).feature_names == ("weight", "shoe")
    page.button_group("own.words").set_value("one_hot").run()
    assert held(page).feature_names == ("weight", "shoe", "hair = long", "hair = short")
    assert len(held(page).x) == 16
    page.button_group("own.missing").set_value("mean").run()
    assert len(held(page).x) == 18
    page.selectbox("own.target").set_value("weight").run()
    assert not page.exception
    assert held(page).class_names == ()
    assert "kind = adult" in held(page).feature_names
    page.toggle("own.header").set_value(False).run()
    assert not page.exception
    assert page.session_state["own.brought"].sheet.names[0] == "column 1"


def test_a_choice_that_cannot_be_is_refused_and_the_data_before_it_stay():
    page = run("training", dataset="own", epochs="3")
    page.button("own.example").click().run()
    before = held(page)
    page.multiselect("own.left_out").set_value(["height", "weight", "shoe", "hair"]).run()
    assert not page.exception
    assert "No feature is left" in page.error[0].value
    assert held(page) == before
    page.multiselect("own.left_out").set_value(["height"]).run()
    assert not page.error


def test_the_language_can_change_with_a_table_in_place():
    page = brought(own_data_panel.SAMPLE)
    page.query_params["lang"] = "ko"
    page.run()
    assert not page.exception
    assert "문자열과 날짜는 숫자가 아니므로" in said(page)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([f"{i},{'ab'[i % 2]}" for i in range(30)], "x,y"),
        ([f"{i},{'abc'[i % 3]}" for i in range(30)], "x,y"),
        ([f"{i},{i * 1.5}" for i in range(30)], "x,y"),
        ([f"{i},{i % 7},{'abc'[i % 3]}" for i in range(30)], "x,z,y"),
        ([f"{i}," + ",".join(str((i * j) % 13) for j in range(1, 64)) + f",{i % 10}" for i in range(60)],
         ",".join(f"f{j}" for j in range(64)) + ",y"),
        ([f"{i},{i % 7},{'abcdefghij'[i % 10]}" for i in range(21)], "*x*,$z$,`y`"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("map", ["output", "1.0"])
def test_tables_of_every_shape_have_their_pictures(rows, names, map):
    page = brought("\n".join([names, *rows]), map=map)
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("share", ["0.1", "0.9"])
def test_the_smallest_own_data_train(share):
    page = run("training", epochs="3", train_share=share)
    page.session_state["own_data:own"] = OwnData([[0, 1], [1, 0], [2, 3], [3, 3]], [0, 1, 0, 1], ("a", "b"), ("x", "y"))
    page.selectbox("training.dataset").set_value("own").run()
    assert not page.exception


def test_own_data_are_taken_along_as_they_came():
    page = brought(NUMBERS)
    experiment = Experiment(dataset="own", own=held(page), n=40, noise=0.0, loss="squared", epochs=2)
    rows = list(csv.DictReader(io.StringIO(film_data.examples(experiment).decode())))
    assert sorted(float(row["a"]) for row in rows) == pytest.approx([i + 0.5 for i in range(40)])
    assert {row["part"] for row in rows} == {"train", "test"}


def test_every_problem_and_every_note_is_said_in_korean():
    assert set(own_data_words.PROBLEMS) == set(PROBLEMS)
    assert set(own_data_words.NOTES) == set(NOTES)


def test_what_one_visitor_brings_no_other_sees():
    page, other = brought(NUMBERS), run("training", dataset="own", epochs="3")
    assert held(page)
    assert "own_data:own" not in other.session_state
    assert any("no table here yet" in note.value for note in other.info)


RENTS = ["850", "1,200", "640", "2,300", "990", "1,050", "780", "1,480", "910", "1,310"]


def test_the_other_reading_of_numbers_is_one_click_away_and_kept_when_cells_are_edited():
    page = brought("rent\tsize\tkind\n" + "\n".join(f"{rent}\t{i}\t{'ab'[i % 2]}" for i, rent in enumerate(RENTS)))
    assert held(page).x[:4, 0].tolist() == [850, 1200, 640, 2300]
    assert len(page.button_group("own.notation").options) == 2
    page.button_group("own.notation").set_value(",").run()
    assert held(page).x[:4, 0].tolist() == [850, 1.2, 640, 2.3]
    sheet = page.session_state["own.brought"].sheet
    assert edited(sheet, {"edited_rows": {0: {"size": "7"}}}).columns[0].numbers[:4].tolist() == [850, 1.2, 640, 2.3]
    page.button_group("own.notation").set_value(",.").run()
    assert held(page).x[:4, 0].tolist() == [850, 1200, 640, 2300]


def test_what_counts_as_missing_is_shown_with_how_often_and_can_be_changed():
    rows = [f"{i},{i * i % 7},{('None', 'Apnea', 'None', 'Insomnia')[i % 4]}" for i in range(32)]
    page = brought("sleep,stress,disorder\n" + "\n".join(rows))
    assert held(page).class_names == ("Apnea", "Insomnia", "None")
    assert "“None” (16)" in said(page)
    page.multiselect("own.gaps").set_value(["0None"]).run()
    assert not page.exception
    assert held(page).class_names == ("Apnea", "Insomnia")
    assert "left out: 16" in said(page)
    page.multiselect("own.gaps").set_value([]).run()
    assert held(page).class_names == ("Apnea", "Insomnia", "None")


def test_the_encoding_is_shown_and_can_be_changed():
    page = run("training", dataset="own", epochs="3")
    upload(page, "a.csv", ("größe,x\n" + "\n".join(f"{i},{i * i}" for i in range(12))).encode("cp1252"))
    assert page.selectbox("own.encoding").value == "Windows-1252"
    page.selectbox("own.encoding").set_value("UTF-8").run()
    assert "not `UTF-8`" in page.error[0].value
    page.selectbox("own.encoding").set_value("Windows-1251").run()
    assert not page.exception
    assert page.session_state["own.brought"].sheet.names[0] == "grцЯe"


def test_a_file_that_is_none_in_the_encoding_found_can_be_read_in_another():
    page = run("training", dataset="own", epochs="3")
    lines = "\n".join(f"{i},{'남여'[i % 2]},{i * i % 7}" for i in range(12))
    upload(page, "a.csv", ("키,성별,몸무게\n" + lines).encode("cp949").replace(b"3,", b"3,\xff", 1))
    assert "not `CP949`" in page.error[0].value
    page.selectbox("own.other_encoding").set_value("Windows-1252").run()
    assert not page.exception
    assert not page.error
    assert page.session_state["own.brought"].sheet.encoding == "Windows-1252"
    assert not [box for box in page.selectbox if box.key == "own.other_encoding"]
    page.selectbox("own.encoding").set_value("UTF-8").run()
    assert page.error
    assert not [box for box in page.selectbox if box.key == "own.other_encoding"]


def test_a_downloaded_table_comes_back_with_its_target_its_parts_and_its_numbers():
    rows = [f"{0.105 * i:.3f},{i * i},{('=1+1', '남', '+')[i % 3]}" for i in range(30)]
    page = brought("=HYPERLINK(x),b,종류\n" + "\n".join(rows))
    first = Experiment(dataset="own", own=held(page), n=30, noise=0.0, epochs=2, hidden=(2,))
    content = film_data.examples(first)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"'=1+1" in content
    assert b"'=HYPERLINK(x)" in content
    assert b"0.315," in content
    upload(page, "own.csv", content)
    assert not page.error
    assert held(page).class_names == ("+", "=1+1", "남")
    assert held(page).feature_names == ("=HYPERLINK(x)", "b")
    again = Experiment(dataset="own", own=held(page), n=30, noise=0.0, epochs=2, hidden=(2,), seed=5, train_share=0.9)
    for one, other in zip(prepare(first)[1:], prepare(again)[1:], strict=True):
        assert sorted(map(tuple, one.measured[0])) == sorted(map(tuple, other.measured[0]))


def test_any_value_error_of_a_table_becomes_a_sentence(monkeypatch):
    page = brought(NUMBERS)
    monkeypatch.setattr(own_data_panel, "assemble", lambda *_: (_ for _ in ()).throw(ValueError("anything")))
    page.multiselect("own.left_out").set_value(["a"]).run()
    assert not page.exception
    assert "No data to learn from" in page.error[0].value


@pytest.mark.parametrize("rows", [8, 9, 10])
def test_a_table_with_a_class_for_every_row_keeps_the_page_and_what_was_there(rows):
    page = brought("x,y,name\n" + "\n".join(f"{i},{i * i % 5},n{i}" for i in range(rows)))
    before = held(page)
    page.selectbox("own.target").set_value("name").run()
    assert not page.exception
    assert f"{rows + 1} are needed" in page.error[0].value
    assert held(page) == before


def test_a_feature_that_is_constant_in_the_training_part_is_left_out_and_said():
    lines = [f"{i},{0.9 if i == 5 else 0.1},{'ab'[i % 2]}" for i in range(12)]
    page = brought("u,dose,kind\n" + "\n".join(lines), train_share="0.4")
    experiment = Experiment(
        dataset="own", own=held(page), n=20, noise=0.0, train_share=0.4, activation="relu", epochs=3
    )
    assert prepare(experiment)[1].constant == ("dose",)
    assert record(experiment).test_loss.max() < 10
    assert "one value only among the training examples: `dose`" in said(page)


@pytest.mark.parametrize("size", ["1e-300", "1e-200", "1e200", "9.9e299"])
@pytest.mark.parametrize("inputs", [1, 2, 3])
def test_numbers_of_every_size_have_their_pictures_and_their_numbers(size, inputs):
    factor = float(size)
    rows = [",".join(repr((i * (j + 3) % 11 - 5) / 5 * factor) for j in range(inputs + 1)) for i in range(24)]
    page = brought("\n".join([",".join("abcd"[: inputs + 1]), *rows]))
    assert not page.exception
    assert not page.error
    assert np.abs(held(page).x).max() == factor


@pytest.mark.parametrize("share", ["0.1", "0.9"])
def test_the_smallest_table_of_a_number_with_three_features_has_its_pictures(share):
    page = brought("a,b,c,y\n" + "\n".join(f"{i},{i * i},{i * 7 % 5},{i * 1.5}" for i in range(8)), train_share=share)
    assert not page.exception
    assert not page.error
    assert len(held(page).x) == 8
