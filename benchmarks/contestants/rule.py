"""The rule that the contestants share: the phrases they look for, and a number as they read it."""

from __future__ import annotations

PHRASES = {
    "body": ["lđlđ", "liên đoàn lao động", "công đoàn", "công đoàn cơ sở", "cđcs", "nghiệp đoàn", "công đoàn ngành"],
    "cdcs_established": ["thành lập", "thành lập mới", "ra mắt"],
    "members_admitted": ["kết nạp", "kết nạp mới", "phát triển"],
    "noun": [
        "đoàn viên",
        "đoàn viên công đoàn",
        "công đoàn viên",
        "người lao động",
        "doanh nghiệp",
        "đơn vị",
        "lớp tập huấn",
    ],
    "plan": ["kế hoạch", "chỉ tiêu", "dự toán"],
}
NUMBER = r"\d+(?:[.,]\d+)*"
