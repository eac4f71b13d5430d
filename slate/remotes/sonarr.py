"""Sonarr: all series on a server, with what is next of each."""

from slate.remotes.arr import ArrApi

API = ArrApi("series", "includeSeries=true&unmonitored=true")
