"""First names and what those who bear them are called: "Bill" is William."""

from __future__ import annotations

from collections.abc import Mapping

from .keys import sound

_LINES = """\
abraham abe|albert al bert|alexander alex alec sasha sandy|alfred alf fred|andrew andy drew|anthony tony|
arthur art|barbara barb|benjamin ben|catherine kate cathy|charles charlie chuck|christopher chris|
daniel dan danny|david dave|deborah debbie|dmitry dima|donald don|dorothy dot|douglas doug|
edward ed eddie ted ned|elizabeth liz beth betty lisa|eugene gene|evgeny zhenya|francis frank|
frederick fred freddy|gerald gerry jerry|gregory greg|harold hal harry|henry hank|herbert herb|ivan vanya|
jacob jake|james jim jimmy|janet jan|jeffrey jeff|jennifer jen jenny|jonathan jon|joseph joe|joshua josh|
judith judy|katherine kathy kate|kenneth ken|kimberly kim|lawrence larry|leonard leo len|margaret maggie meg|
martin marty|matthew matt|michael mike mick mickey|mikhail misha|nancy nan|nicholas nick|nikolai kolya|
patricia pat patty|patrick pat|peter pete|philip phil|raymond ray|richard dick rick rich|
robert bob bobby rob|ronald ron ronnie|samuel sam|sergey seryozha|stanley stan|stephen steven steve|
susan sue|terence terry|theodore ted teddy|thomas tom tommy|timothy tim|victor vic|vincent vince|
vladimir volodya vova|walter walt|william bill billy will willy liam|zachary zach"""
"""A first name, then what stands for it, each in its common spelling. Common knowledge."""

_FIRST: Mapping[str, str] = {
    sound(other): sound(line.split()[0])
    for line in reversed(_LINES.replace("\n", "").split("|"))
    for other in line.split()
}


def same_first_name(word: str) -> str:
    """Return the key of the first name that a first name's key stands for; its own where it stands for no other."""
    return _FIRST.get(word, word)
