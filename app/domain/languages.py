"""Languages people are written to in: ISO 639-1 codes, by their code or their name."""

from __future__ import annotations

import re

from app.domain.errors import BadInputError

_NAMED = """
aa Afar|ab Abkhazian|af Afrikaans|ak Akan|am Amharic|an Aragonese|ar Arabic|as Assamese|av Avaric
ay Aymara|az Azerbaijani|ba Bashkir|be Belarusian|bg Bulgarian|bi Bislama|bm Bambara|bn Bengali
bo Tibetan|br Breton|bs Bosnian|ca Catalan|ce Chechen|ch Chamorro|co Corsican|cr Cree|cs Czech
cu Church Slavonic|cv Chuvash|cy Welsh|da Danish|de German|dv Divehi|dz Dzongkha|ee Ewe|el Greek
en English|eo Esperanto|es Spanish|et Estonian|eu Basque|fa Persian|ff Fulah|fi Finnish|fj Fijian
fo Faroese|fr French|fy Western Frisian|ga Irish|gd Gaelic|gl Galician|gn Guarani|gu Gujarati
gv Manx|ha Hausa|he Hebrew|hi Hindi|ho Hiri Motu|hr Croatian|ht Haitian|hu Hungarian|hy Armenian
hz Herero|ia Interlingua|id Indonesian|ie Interlingue|ig Igbo|ii Sichuan Yi|ik Inupiaq|io Ido
is Icelandic|it Italian|iu Inuktitut|ja Japanese|jv Javanese|ka Georgian|kg Kongo|ki Kikuyu
kj Kuanyama|kk Kazakh|kl Kalaallisut|km Khmer|kn Kannada|ko Korean|kr Kanuri|ks Kashmiri|ku Kurdish
kv Komi|kw Cornish|ky Kyrgyz|la Latin|lb Luxembourgish|lg Ganda|li Limburgish|ln Lingala|lo Lao
lt Lithuanian|lu Luba-Katanga|lv Latvian|mg Malagasy|mh Marshallese|mi Maori|mk Macedonian
ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|na Nauru|nb Norwegian Bokmål
nd North Ndebele|ne Nepali|ng Ndonga|nl Dutch|nn Norwegian Nynorsk|no Norwegian|nr South Ndebele
nv Navajo|ny Chichewa|oc Occitan|oj Ojibwa|om Oromo|or Odia|os Ossetian|pa Punjabi|pi Pali
pl Polish|ps Pashto|pt Portuguese|qu Quechua|rm Romansh|rn Rundi|ro Romanian|ru Russian
rw Kinyarwanda|sa Sanskrit|sc Sardinian|sd Sindhi|se Northern Sami|sg Sango|si Sinhala|sk Slovak
sl Slovenian|sm Samoan|sn Shona|so Somali|sq Albanian|sr Serbian|ss Swati|st Southern Sotho
su Sundanese|sv Swedish|sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai|ti Tigrinya|tk Turkmen
tl Tagalog|tn Tswana|to Tonga|tr Turkish|ts Tsonga|tt Tatar|tw Twi|ty Tahitian|ug Uighur
uk Ukrainian|ur Urdu|uz Uzbek|ve Venda|vi Vietnamese|vo Volapük|wa Walloon|wo Wolof|xh Xhosa
yi Yiddish|yo Yoruba|za Zhuang|zh Chinese|zu Zulu
"""
LANGUAGES: dict[str, str] = {
    code: name
    for code, _, name in (
        item.partition(" ") for item in _NAMED.strip().replace("\n", "|").split("|")
    )
}
"""The English name of each code."""

_CODES = {name.casefold(): code for code, name in LANGUAGES.items()}
_TAG = re.compile(r"([a-z]{2})(?:[-_]([a-z]{2}))?", re.IGNORECASE)


def language_code(written: str) -> str:
    """Read a language: "nb", "en-GB", "en_gb" or its English name; "" stays "".

    Raises:
        BadInputError: it is none that is known.

    """
    wanted = written.strip()
    tag = _TAG.fullmatch(wanted)
    if tag and tag[1].lower() in LANGUAGES:
        return tag[1].lower() + (f"-{tag[2].upper()}" if tag[2] else "")
    if not wanted:
        return ""
    if code := _CODES.get(wanted.casefold()):
        return code
    raise BadInputError(
        "‘{language}’ is no language that is known here; write its code, like en or nb-NO, or its "
        "English name.",
        language=wanted[:40],
    )


def language_name(code: str) -> str:
    """The English name of a code, with its region: "English (GB)"; the code when not known."""
    language, _, region = code.partition("-")
    name = LANGUAGES.get(language, language)
    return f"{name} ({region})" if region else name
