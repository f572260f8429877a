"""The one list of columns: dtypes, the documentation page, the schema, and the dictionary sheet are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdextract.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

INDICATORS = (
    "cdcs_established",
    "members_admitted",
    "cdcs_total",
    "members_total",
    "party_referrals",
    "party_admissions",
    "cdcs_rated",
    "agreements_signed",
    "conferences_held",
    "dialogues_held",
    "training_classes",
    "trainees",
    "shelters_built",
    "members_supported",
    "support_amount",
    "dues_collected",
    "medals_awarded",
    "inspections",
    "other",
)
ORG_TYPES = ("national", "province", "district", "commune", "sector", "zone", "corporation", "grassroots")
UNITS = ("count", "VND", "USD", "ha", "m2", "m3", "kWh")
PERCENT_KINDS = ("attained", "exceeded", "share", "increase", "decrease")
HEDGES = ("over", "nearly", "about")
VERDICTS = ("consistent", "truncated", "inconsistent", "implied", "impossible", "uncheckable")
SOURCES = ("field", "json-ld", "meta", "visible", "url", "warc")
ZONES = ("headline", "lead", "body", "list", "table")

DTYPES = ("string", "category", "Int8", "Int16", "Int64", "Float64", "date")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table.

    `dtype` is one of `DTYPES`; `unit` says what a number counts. `allowed` lists the values of a category; where
    `extensible`, the user's own patterns may add more.
    """

    name: str
    dtype: str
    description: str
    label_vi: str
    unit: str | None = None
    nullable: bool = True
    allowed: tuple[str, ...] = ()
    extensible: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(
        "document",
        "string",
        "Id of the article: the record's id, else its URL, else its path relative to the input given",
        "Mã bài viết",
        nullable=False,
    ),
    Column(
        "figure_id",
        "string",
        "Id of the figure, stable between runs: document and character offset",
        "Mã số liệu",
        nullable=False,
    ),
    Column("title", "string", "Headline of the article", "Tiêu đề"),
    Column("url", "string", "Address of the article", "Địa chỉ bài viết"),
    Column("published", "date", "Day of publication, in Vietnamese time", "Ngày đăng"),
    Column(
        "org",
        "string",
        "The union body the figure is about, in its canonical short form (LĐLĐ huyện Thạch Thất)",
        "Tổ chức công đoàn",
    ),
    Column("org_type", "category", "Level or sort of that body", "Cấp công đoàn", allowed=ORG_TYPES),
    Column("district", "string", "District, name only, as of the article's period", "Quận, huyện"),
    Column("province", "string", "Province, name only, as of the article's period", "Tỉnh, thành phố"),
    Column(
        "district_code",
        "string",
        "Code of the district in the national list (GSO) valid at that time; null where the name is ambiguous",
        "Mã quận, huyện",
    ),
    Column(
        "province_code",
        "string",
        "Code of the province in the national list (GSO) valid at that time; null where the name is ambiguous",
        "Mã tỉnh, thành phố",
    ),
    Column(
        "year", "Int16", "Calendar year the figure falls in; null where the period spans several", "Năm", unit="year"
    ),
    Column("period_start", "date", "First day of the period; null where it has no stated beginning", "Từ ngày"),
    Column("period_end", "date", "Last day of the period, inclusive", "Đến ngày"),
    Column(
        "indicator",
        "category",
        "What is measured, as a code; `other` where no code fits",
        "Chỉ tiêu",
        nullable=False,
        allowed=INDICATORS,
        extensible=True,
    ),
    Column("measure", "string", "The words that say what is counted", "Đối tượng tính"),
    Column("unit", "category", "Unit of value, base and delta", "Đơn vị tính", allowed=UNITS, extensible=True),
    Column("value", "Float64", "The quantity", "Giá trị", unit="see column unit"),
    Column(
        "base",
        "Float64",
        "What the percentage is taken of, where stated: target, whole of a share, previous level",
        "Mốc so sánh",
        unit="see column unit",
    ),
    Column("delta", "Float64", "Signed change, where stated", "Mức tăng, giảm", unit="see column unit"),
    Column("percent", "Float64", "The percentage as stated; 5 for a fall of 5%", "Tỷ lệ nêu trong bài", unit="%"),
    Column(
        "percent_decimals",
        "Int8",
        "Digits printed after the decimal mark of the percentage",
        "Số chữ số thập phân",
        unit="digits",
    ),
    Column(
        "percent_kind",
        "category",
        "What the percentage says: attained, exceeded by, share of, increase, decrease",
        "Loại tỷ lệ",
        allowed=PERCENT_KINDS,
    ),
    Column(
        "exceeded_percent",
        "Float64",
        "The excess, where both it and the attained percentage are stated of one quantity",
        "Tỷ lệ vượt",
        unit="%",
    ),
    Column(
        "approx",
        "category",
        "Hedge of the figure: over, nearly, about; null when exact",
        "Mức gần đúng",
        allowed=HEDGES,
    ),
    Column(
        "percent_expected",
        "Float64",
        "The percentage recomputed from value, base and delta",
        "Tỷ lệ tính lại",
        unit="%",
    ),
    Column(
        "base_implied",
        "Float64",
        "The only whole number that the percentage implies where no base is stated",
        "Mốc suy ra",
        unit="see column unit",
    ),
    Column(
        "verdict",
        "category",
        "Outcome of the recomputation (docs/verdicts.md)",
        "Kết luận",
        nullable=False,
        allowed=VERDICTS,
    ),
    Column("diagnosis", "string", "Likeliest cause of an inconsistent or impossible percentage", "Nguyên nhân khả dĩ"),
    Column(
        "part_of", "string", "figure_id of the figure this one is a part of; null for headline figures", "Thuộc số liệu"
    ),
    Column(
        "restates",
        "string",
        "figure_id of the earlier row with the same quantity; this row is another percentage of it",
        "Nhắc lại số liệu",
    ),
    Column("rule", "string", "Id of the pattern that made the row", "Quy tắc", nullable=False),
    Column(
        "evidence", "string", "The words that state the figure, exactly as in the text", "Trích dẫn", nullable=False
    ),
    Column(
        "start", "Int64", "Offset of the evidence in the text as read", "Vị trí đầu", unit="code points", nullable=False
    ),
    Column(
        "end",
        "Int64",
        "Offset behind the evidence in the text as read",
        "Vị trí cuối",
        unit="code points",
        nullable=False,
    ),
    Column("sentence", "string", "The sentence around the evidence", "Câu"),
    # Beyond the contract: what the check needs to be repeated from the table alone, and where things were found.
    Column(
        "value_step",
        "Float64",
        "One unit of the last printed digit of value; 0 or null when it is exact",
        "Độ chính xác của giá trị",
        unit="see column unit",
    ),
    Column(
        "base_step",
        "Float64",
        "One unit of the last printed digit of base; 0 or null when it is exact",
        "Độ chính xác của mốc",
        unit="see column unit",
    ),
    Column(
        "delta_step",
        "Float64",
        "One unit of the last printed digit of delta; 0 or null when it is exact",
        "Độ chính xác của mức tăng, giảm",
        unit="see column unit",
    ),
    Column("value_approx", "category", "Hedge of value alone", "Mức gần đúng của giá trị", allowed=HEDGES),
    Column("base_approx", "category", "Hedge of base alone", "Mức gần đúng của mốc", allowed=HEDGES),
    Column("percent_approx", "category", "Hedge of the percentage alone", "Mức gần đúng của tỷ lệ", allowed=HEDGES),
    Column(
        "exceeded_decimals",
        "Int8",
        "Digits printed after the decimal mark of exceeded_percent",
        "Số chữ số thập phân của tỷ lệ vượt",
        unit="digits",
    ),
    Column(
        "power",
        "Float64",
        "How likely a wrong percentage would have been noticed, 0 to 1; 0 means the check could not fail",
        "Độ nhạy của phép kiểm",
        unit="probability",
    ),
    Column(
        "decision",
        "category",
        "Where words or percentage put the result on one side of the target and the numbers on the other",
        "Trái với mốc 100%",
        allowed=("said_over_is_under", "said_under_is_over"),
    ),
    Column(
        "published_source", "category", "Where the day of publication was found", "Nguồn ngày đăng", allowed=SOURCES
    ),
    Column(
        "zone", "category", "Part of the article the figure stands in", "Phần của bài", allowed=ZONES, extensible=True
    ),
)

BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}
NAMES: tuple[str, ...] = tuple(BY_NAME)


def need_columns(
    table: pd.DataFrame, names: Iterable[str], what: str, do: str = "give a whole table made by cdextract"
) -> None:
    """Raise `UsageError` where a table lacks columns; `what` says what needs them."""
    missing = [name for name in names if name not in table]
    if missing:
        has = f"the columns {', '.join(map(str, table.columns[:12]))}" if len(table.columns) else "no columns"
        raise UsageError(f"the table lacks what {what} needs: {', '.join(missing)}", given=has, do=do)
