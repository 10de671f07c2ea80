"""Photos and playlists, recognised by their first bytes, whatever the name of the file says."""

_BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
# The formats that share their beginning with a kind of video or sound, and name themselves at byte 8.
_BRANDS = {
    b"WEBP": "WebP",
    b"heic": "HEIC",
    b"heix": "HEIC",
    b"heim": "HEIC",
    b"heis": "HEIC",
    b"mif1": "HEIC",
    b"avif": "AVIF",
}
_PLAYLISTS = (b"#extm3u", b"ffconcat", b"[playlist]")


def is_playlist(head: bytes) -> bool:
    """Whether a file names other files or addresses instead of holding a video.

    Parameters
    ----------
    head
        The first bytes of the file.
    """
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PLAYLISTS)


def photo_kind(head: bytes) -> str:
    """Name of the photo format a file begins with, empty if it is none.

    Parameters
    ----------
    head
        The first bytes of the file, at least 12.
    """
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "BMP"
    return next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), "")
