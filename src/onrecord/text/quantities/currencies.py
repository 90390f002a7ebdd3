"""What currencies are called: signs, codes, names, and the states that tell one dollar from another."""

from __future__ import annotations

SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₪": "ILS",
    "₦": "NGN",
    "₺": "TRY",
    "₴": "UAH",
    "₫": "VND",
    "₱": "PHP",
    "฿": "THB",
    "₡": "CRC",
    "₾": "GEL",
    "₭": "LAK",
    "₸": "KZT",
    "₲": "PYG",
    "₵": "GHS",
    "₿": "BTC",
    "元": "CNY",
    "円": "JPY",
    "ரூ": "LKR",
}
# What stands before a dollar sign, in lower case and without points.
DOLLARS = {
    "us": "USD",
    "usd": "USD",
    "a": "AUD",
    "au": "AUD",
    "aud": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "cad": "CAD",
    "nz": "NZD",
    "nzd": "NZD",
    "hk": "HKD",
    "hkd": "HKD",
    "s": "SGD",
    "sgd": "SGD",
    "r": "BRL",
    "z": "ZWL",
    "mex": "MXN",
    "mxn": "MXN",
    "nt": "TWD",
    "j": "JMD",
}
CODES = {
    code: code.upper()
    for code in (
        "usd eur gbp chf cny jpy inr rub krw ils ngn try uah vnd php thb aud cad nzd hkd sgd brl mxn zar sek nok dkk "
        "pln czk huf ron aed sar qar kwd egp idr myr pkr lkr bdt kes ghs tzs ugx etb clp cop ars pen iqd irr lbp jod "
        "btc twd"
    ).split()
} | {"rmb": "CNY", "rs": "INR", "r": "ZAR"}
# Letters that stand before digits without a space: "RM900,000", "R5.5bn", "Rp15,000", "KSh200", "USD115".
LETTER_SIGNS = (
    CODES
    | {"rm": "MYR", "rp": "IDR", "ksh": "KES", "sh": "KES", "tk": "BDT", "php": "PHP", "n": "NGN"}
    | {
        "ft": "HUF",
        "kr": "SEK",
        "fr": "CHF",
        "sfr": "CHF",
        "dh": "AED",
        "dhs": "AED",
        "sr": "SAR",
    }
)
# Codes that people write in small letters too; "try", "all" and "pen" are words.
SMALL_CODES = frozenset({"usd", "eur", "gbp", "rmb", "aud", "cad", "nzd", "mxn", "chf", "btc", "inr", "jpy"})
# A letter before a code that stands for millions or thousands: "30 MUSD", "120 MEUR".
CODE_SCALES = {"m": 10**6, "k": 10**3, "bn": 10**9}
NAMES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "kuai": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "won": "KRW",
    "franc": "CHF",
    "peso": "MXN",
    "lira": "TRY",
    "shekel": "ILS",
    "ringgit": "MYR",
    "rand": "ZAR",
    "riyal": "SAR",
    "naira": "NGN",
    "dirham": "AED",
    "zloty": "PLN",
    "forint": "HUF",
    "baht": "THB",
    "rupiah": "IDR",
    "hryvnia": "UAH",
    "koruna": "CZK",
    "taka": "BDT",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "markka": "FIM",
    "guilder": "NLG",
    "peseta": "ESP",
    "reais": "BRL",
    "shilling": "KES",
    "cedi": "GHS",
    "rial": "IRR",
    "dinar": "IQD",
    "dong": "VND",
    "leu": "RON",
    "lei": "RON",
    "tenge": "KZT",
    "birr": "ETB",
    "bitcoin": "BTC",
    "satoshi": "BTC",
    "buck": "USD",
}
# The hundredth of a currency: its name and what it belongs to.
CENTS = {
    "cent": "USD",
    "penny": "GBP",
    "pence": "GBP",
    "pennies": "GBP",
    "sen": "MYR",
    "mao": "CNY",
    "kopek": "RUB",
    "kopeck": "RUB",
    "paise": "INR",
}
# One name, many currencies: the adjective tells which.
OF_STATES = {
    ("us", "dollar"): "USD",
    ("american", "dollar"): "USD",
    ("australian", "dollar"): "AUD",
    ("canadian", "dollar"): "CAD",
    ("singapore", "dollar"): "SGD",
    ("kong", "dollar"): "HKD",
    ("zealand", "dollar"): "NZD",
    ("taiwan", "dollar"): "TWD",
    ("jamaican", "dollar"): "JMD",
    ("zimbabwean", "dollar"): "ZWL",
    ("egyptian", "pound"): "EGP",
    ("lebanese", "pound"): "LBP",
    ("sudanese", "pound"): "SDG",
    ("syrian", "pound"): "SYP",
    ("pakistani", "rupee"): "PKR",
    ("lankan", "rupee"): "LKR",
    ("nepalese", "rupee"): "NPR",
    ("argentine", "peso"): "ARS",
    ("chilean", "peso"): "CLP",
    ("colombian", "peso"): "COP",
    ("philippine", "peso"): "PHP",
    ("cuban", "peso"): "CUP",
    ("norwegian", "krone"): "NOK",
    ("norwegian", "kroner"): "NOK",
    ("danish", "krone"): "DKK",
    ("danish", "kroner"): "DKK",
    ("icelandic", "krona"): "ISK",
    ("swedish", "krona"): "SEK",
    ("qatari", "riyal"): "QAR",
    ("omani", "rial"): "OMR",
    ("yemeni", "rial"): "YER",
    ("kuwaiti", "dinar"): "KWD",
    ("jordanian", "dinar"): "JOD",
    ("serbian", "dinar"): "RSD",
    ("libyan", "dinar"): "LYD",
    ("moroccan", "dirham"): "MAD",
    ("ugandan", "shilling"): "UGX",
    ("tanzanian", "shilling"): "TZS",
    ("belgian", "franc"): "BEF",
    ("french", "franc"): "FRF",
    ("cfa", "franc"): "XOF",
    ("north", "won"): "KPW",
}
# Words that may stand between a number and its currency.
ADJECTIVES = frozenset(adjective for adjective, _ in OF_STATES) | frozenset(
    "u.s hong new sri u s swiss japanese chinese british indian russian turkish mexican brazilian israeli finnish "
    "dutch spanish german italian south african korean iranian saudi emirati polish czech hungarian ukrainian thai "
    "indonesian malaysian vietnamese nigerian kenyan ghanaian".split()
)


def singular(word: str) -> str:
    """Return a currency's name in the singular."""
    known = NAMES.keys() | CENTS.keys()
    return word if word in known or not word.endswith("s") else word.removesuffix("s")
