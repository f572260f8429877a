"""Targets that a line announces: the list under a heading, the sentence behind, the sentence before."""

from __future__ import annotations

import pytest

from cdextract import extract
from core_helpers import claims

RESULT = "Năm 2023, LĐLĐ huyện Ba Vì kết nạp 300 đoàn viên, đạt 120% kế hoạch."


def values(text: str) -> list[float]:
    return list(extract(text)["value"])


@pytest.mark.parametrize(
    "heading",
    [
        "Chỉ tiêu phấn đấu năm 2024:",
        "III. CHỈ TIÊU NHIỆM KỲ 2023-2028",
        "* Mục tiêu của năm 2024?",
        "Phương hướng, nhiệm vụ năm 2024",
        "Năm 2024, LĐLĐ huyện phấn đấu:",
    ],
)
def test_what_a_heading_of_targets_lists_is_no_result(heading: str) -> None:
    assert values(f"{RESULT}\n{heading}\n- Kết nạp 200 đoàn viên\n- Thành lập 3 CĐCS") == [300]


@pytest.mark.parametrize("heading", ["Kết quả một số chỉ tiêu năm 2024:", "Kết quả thực hiện mục tiêu năm 2024:"])
def test_what_a_heading_of_results_lists_is_one(heading: str) -> None:
    assert values(f"{RESULT}\n{heading}\n- Kết nạp 200 đoàn viên\n- Thành lập 3 CĐCS") == [300, 200, 3]


def test_the_list_ends_with_its_items() -> None:
    text = f"{RESULT}\nChỉ tiêu phấn đấu năm 2024:\n- Kết nạp 200 đoàn viên\nTrong năm 2023, huyện thành lập 4 CĐCS."
    assert values(text) == [300, 4]


def test_targets_that_the_next_sentence_tells() -> None:
    announced = "Năm 2024, LĐLĐ huyện Ba Vì đề ra nhiều chỉ tiêu. Cụ thể, kết nạp 200 đoàn viên, thành lập 3 CĐCS."
    assert values(announced) == []
    assert values(f"{announced} Kết quả, kết nạp 250 đoàn viên.") == [250]


def test_results_of_targets_reached() -> None:
    assert values("LĐLĐ huyện Ba Vì hoàn thành các chỉ tiêu đề ra. Cụ thể, kết nạp 200 đoàn viên.") == [200]


def test_targets_of_a_cut_off_text_told_by_the_next_sentence() -> None:
    listed = "Cụ thể, kết nạp 5.200 đoàn viên; thành lập 40 CĐCS."
    assert values(f"{listed}\nĐể hoàn thành các chỉ tiêu trên, LĐLĐ tỉnh Gia Lai yêu cầu các cấp vào cuộc.") == []
    assert values(f"{listed}\nLĐLĐ tỉnh Gia Lai khen thưởng nhiều đơn vị.") == [5200, 40]


def test_targets_of_a_cut_off_text_told_by_its_title() -> None:
    text = "Cụ thể, kết nạp 2.300 đoàn viên, thành lập 17 CĐCS.\n\nTrước đó, năm 2023, LĐLĐ tỉnh thành lập 14 CĐCS."
    assert [row[0] for row in claims(text, "LĐLĐ tỉnh Yên Bái giao chỉ tiêu năm 2024")] == [14]
    assert [row[0] for row in claims(text, "LĐLĐ tỉnh Yên Bái hoàn thành chỉ tiêu năm 2024")] == [2300, 17, 14]


def test_targets_that_were_then_adopted() -> None:
    text = "Cụ thể, kết nạp 2.300 đoàn viên.\nCác chỉ tiêu trên được đại hội thông qua. Năm 2023, tỉnh thành lập 14 CĐCS."
    assert values(text) == [14]


@pytest.mark.parametrize(
    "tasks",
    [
        "IV. NHIỆM VỤ NĂM 2024\n- Kết nạp 200 đoàn viên\n- Thành lập 3 CĐCS",
        "Theo đó, các chỉ tiêu chủ yếu gồm:\n- Kết nạp 200 đoàn viên\n- Thành lập 3 CĐCS",
        "+ 3 tháng cuối năm: kết nạp thêm 200 đoàn viên.",
        "Năm 2024, LĐLĐ huyện đề ra kết nạp 200 đoàn viên; thành lập 3 CĐCS.",
    ],
    ids=["section", "main_targets", "rest_of_the_year", "set_out"],
)
def test_sections_and_sentences_of_tasks(tasks: str) -> None:
    assert values(f"{RESULT}\n{tasks}") == [300]


def test_a_forecast_is_no_result() -> None:
    assert values("Hiệp hội dự báo quý III xuất khẩu tôm đạt 1,05 tỷ USD, tăng 6%.") == []
    assert values("Quý III xuất khẩu tôm đạt 1,05 tỷ USD, tăng 6% như dự báo.") == [1.05e9]
