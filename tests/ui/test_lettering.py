"""Letters stand on one line whatever font a sign beside them is from."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from ui import lettering
from ui.lettering import write, write_all

SIZE = 11.0


def rows(*texts, x=20):
    """Return the lowest row with ink in the first 8 px of each of the texts, written at y = 10."""
    found = []
    for text in texts:
        image = QImage(160, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        write(painter, x, 10, text, SIZE, "#000000")
        painter.end()
        flat = np.frombuffer(image.constBits(), np.uint8).reshape(40, 160, 4)[:, x : x + 8, 0]
        found.append(int(np.flatnonzero(flat.min(axis=1) < 128).max()))
    return found


def test_letters_stand_on_one_line(qapp):
    assert len(set(rows("H", "H 12 ms", "H − 3", "H 图表", "H ≈ 5"))) == 1


@pytest.mark.parametrize("text", ["12.5 ms", "÷×µ ÄÖß", "1\u00a0000"])
@pytest.mark.parametrize("bold", [False, True])
def test_latin_signs_need_no_lift(qapp, monkeypatch, text, bold):
    quick = lettering._lift(text, SIZE, bold)
    monkeypatch.setattr(lettering, "_NOT_LATIN", "")
    assert lettering._lift(text, SIZE, bold) == quick == 0.0


def test_texts_together_are_the_texts_one_by_one(qapp):
    texts = [(3.4, 2.2, "one"), (60.7, 12.5, "two − 2"), (100.0, 20.0, "三")]
    pictures = []
    for together in (False, True):
        image = QImage(160, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        if together:
            write_all(painter, texts, SIZE, "#123456", True)
        else:
            for text in texts:
                write(painter, *text, SIZE, "#123456", True)
        painter.end()
        pictures.append(bytes(image.constBits()))
    assert pictures[0] == pictures[1]
    assert len(set(pictures[0])) > 8
