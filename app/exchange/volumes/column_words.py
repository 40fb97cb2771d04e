"""What columns are called: English first, then Norwegian, German, Spanish, French, Indonesian.

Names come plain (lower case, words apart); accents stay. Parts of words are enough unless a
pattern says otherwise, so that every gender and number of a participle is found.
"""

from __future__ import annotations

import re

TIME = re.compile(
    r"time|date|start|begin|from|interval|period|stamp|hour|day|"
    r"dato|tid|klokke|kl\b|datum|zeit|uhr|beginn|fecha|hora|inicio|desde|"
    r"heure|jour|début|debut|tanggal|jam\b|waktu|pukul|mulai"
)
END = re.compile(
    r"\b(end|ende|until|to|slutt|til|bis|fin|hasta|selesai|akhir|sampai)\b|interval end"
)
LASTS = re.compile(r"time|tid\b|zeit\b|tiempo|temps|durée|duraci|durasi|waktu")
LENGTH = re.compile(r"intrvl|duration|interval length|interval|length|minutes|resolution")
QUEUE = re.compile(
    r"\b(queue|skill|split|csq|vdn|service name|service|campaign|line|hotline|group|department|"
    r"team|kø|ko|køen|avdeling|warteschlange|gruppe|cola|grupo|servicio|file|groupe|antrian|"
    r"antrean|grup|layanan)\b"
)
NOT_QUEUE = re.compile(r"level|time|%|\bid\b|avg|count|tid\b|zeit\b|tiempo|temps|waktu")
AVERAGE = re.compile(
    r"\b(avg|average|mean|aht|asa|att|acw avg|snitt|gjennomsnitt\w*|durchschnitt\w*|promedio|"
    r"media|medio|moyen\w*|rata)\b"
)
SHARE = re.compile(
    r"%|percent|\bpct\b|\brate\b|\bshare\b|service level|\bsla?\b|prosent|prozent|porcentaje|"
    r"pourcentage|persen|servicegrad|svarprosent"
)
WITHIN = re.compile(
    r"(answered|handled|calls|contacts|acd|answer)\b.*"
    r"(\bin \d|\bin (sl|threshold)|within|<|under|\bsl\b|threshold)|"
    r"acceptable|in threshold|in sl\b|within (sl|threshold)|service level count"
)
_WAITS = r"ventetid|wartezeit|espera|attente|tunggu"
LONGEST = re.compile(
    r"(longest|max\w*)\b.*(wait|queue|delay|answer)|"
    rf"(lengste|maks\w*|längste|max\w*|máx\w*|terlama)\b.*({_WAITS})|"
    rf"({_WAITS})\b.*(max\w*|máx\w*|terlama)"
)
WAIT = re.compile(
    rf"\bwait|\basa\b|speed of answer|answer time|queue time|time to answer|delay|{_WAITS}"
)
HANDLE = re.compile(
    r"handle|\baht\b|talk|hold|after call|\bacw\b|wrap|duration|behandlingstid|samtaletid|"
    r"bearbeitungszeit|gesprächszeit|conversaci|duraci|traitement|durée|durasi|bicara"
)
ABANDONED = re.compile(
    r"aband|\babn|lost|hung up|hangup|missed|unanswered|"
    r"tapt|forlat|ubesvart|ikke besvart|avbrutt|lagt på|"
    r"verloren|abgebrochen|aufgelegt|unbeantwortet|verpasst|"
    r"perdid|no (atend|contest|respond)|perdu|raccroch|non répondu|"
    r"ditinggal|terputus|(tidak|tak) (di|ter)jawab|hilang"
)
HANDLED = re.compile(
    r"handled|answered|acd calls|acdcalls|taken|accepted|\banswer\b|\bhandle\b|"
    r"besvart|angenommen|beantwortet|bearbeitet|atendid|contestad|respondid|"
    r"traité|répondu|décroch|dijawab|terjawab|ditangani|dilayani"
)
OFFERED = (  # the first that a file has is what it offers
    re.compile(
        r"offered|\boffer\b|callsoffered|presented|incoming|inbound|received|arriv|queued|"
        r"enqueued|tilbud|innkommende|mottatt|angebot|eingehend|eingegangen|ofrecid|entrante|"
        r"recibid|offert|présenté|entrant|reçu|masuk|ditawarkan"
    ),
    re.compile(
        r"volume|contacts|calls|interactions|requests|chats|samtaler|anrop|henvendelser|"
        r"kontakter|anrufe|gespräche|kontakte|llamadas|contactos|appels|panggilan|kontak\b"
    ),
    re.compile(r"\bcount\b|\bn\b|\btotal\b|number|antall|anzahl|cantidad|número|nombre|jumlah"),
)
CALL_ID = re.compile(
    r"\b(call|contact|interaction|session|conversation|unique) ?id\b|^id$|uniqueid|callid|"
    r"\b(samtale|anruf|llamada|appel|panggilan) ?id\b|\bid (de )?(llamada|appel|panggilan)\b"
)
