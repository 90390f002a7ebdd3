"""Page furniture: the lines of a news page that are not its article, told from their words alone.

Three kinds of rules, from the cheapest: whole lines (``Advertisement``), leads before a colon (``Read more: …``), and
sentences with a fixed beginning (``Sign up to our …``). A rule stands here only where no sentence of an article reads
so; a line that could be either stays. Measured with ``tests/page/test_furniture.py`` on the sets beside the checkout.

What a line says is looked up in lower case and without the signs around it (arrows, bullets, brackets, a full stop).
"""

from __future__ import annotations

import re

# Longer lines are paragraphs; the longest furniture line seen has 320 code points (a newsletter's small print).
_LONGEST = 400

_EDGE = " \t\u00a0.,:;!?…>»›<«‹→←↓↑▶►▸▼▲◄|/·•*–—-+#()[]{}©✕×"

_LINES: dict[str, str] = {
    "skip link": """
        skip to main content | skip to content | skip navigation | skip to navigation | skip to main
        skip to footer | skip to article | skip ad | skip advertisement | skip to main navigation
        jump to content | back to top | back to main menu | return to top | scroll to top | go to top
        zum inhalt springen | zum hauptinhalt springen | direkt zum inhalt | zum seitenanfang | nach oben
        aller au contenu | aller au contenu principal | saltar al contenido | ir al contenido
        ir al contenido principal | salta al contenuto | vai al contenuto | pular para o conteúdo
        ir para o conteúdo | ga naar inhoud | naar de inhoud | przejdź do treści | hoppa till innehåll
        hopp til innhold | gå til indhold | spring til indhold | gå til hovedindhold
    """,
    "advertisement": """
        advertisement | advertisements | advertising | ad | ads | advert | sponsored | sponsored content
        sponsored by | paid content | paid post | promoted | promoted content | promoted stories | partner content
        advertorial | advertiser content | advertisement scroll to continue | advertisement · scroll to continue
        ad feedback | article continues below | article continues below advertisement
        article continues after advertisement | story continues below | story continues below advertisement
        story continues after advertisement | continue reading below | continues below advertisement
        article content continued | scroll to continue | remove ads | report this ad | report ad
        advertise with us | after newsletter promotion
        this advertisement has not loaded yet, but your article continues below | content continues below
        anzeige | werbung | gesponsert | publicité | annonce | la suite après la publicité
        la suite après cette publicité | publicidad | anuncio | publicidade | pubblicità | annuncio pubblicitario
        advertentie | reklama | reklam | annons | annonse | reklame | sponsrat innehåll | annonsørinnhold
        continua después de la publicidad | continua após a publicidade | continua a leggere dopo la pubblicità
    """,
    "share bar": """
        e-mail this story to a friend | email this story to a friend | printer friendly version
        printer-friendly version
        share | share this | share this article | share this story | share this post | share this page
        share article | share story | share on facebook | share on twitter | share on x | share on linkedin
        share on whatsapp | share on bluesky | share on threads | share on reddit | share via email
        share by email | share link | sharing | share options | share full article | share this with
        share close panel | share on social media | copy link | copy url | copy this link | link copied | copied
        tweet | tweet this | retweet | pin it | email | email this article | email this | e-mail | print
        print this | print this article | print article | bookmark | save | save article | save this article
        save for later | save story | gift this article | gift article | facebook | twitter | x twitter
        twitter x | linkedin | whatsapp | whats app | telegram | pinterest | reddit | flipboard | messenger
        facebook messenger | instagram | youtube | tiktok | bluesky | threads | mastodon | snapchat
        cancel email link share share bookmark save | add to favourites | add to favorites | add to reading list
        teilen | artikel teilen | diesen artikel teilen | beitrag teilen | link kopieren | drucken
        artikel drucken | merken | auf facebook teilen | auf x teilen | auf twitter teilen | per whatsapp teilen
        per e-mail teilen | artikel auf facebook teilen | artikel auf twitter teilen | artikel auf whatsapp teilen
        twittern | seite drucken | partager | partager l'article | partager cet article | partager sur facebook
        copier le lien | imprimer | compartir | compartir en facebook | compartir en twitter
        compartir en whatsapp | copiar enlace | imprimir | condividi | condividi su facebook
        condividi l'articolo | copia link | stampa | partilhar | compartilhar | copiar link | delen
        deel dit artikel | deel op facebook | deel artikel | udostępnij | skopiuj link | drukuj | dela
        dela artikeln | dela på facebook | kopiera länk | del | del artikkelen | del på facebook | kopier lenke
        del artiklen | del artikel | kopier link | skriv ut
    """,
    "reading time": """
        reading time | read time | minutes read | lesezeit | lesedauer | temps de lecture | tiempo de lectura
        tempo di lettura | tempo de leitura | leestijd
    """,
    "link to another story": """
        read more | read more here | read more on this story | read next | read also | also read | see also
        read this next | read full story | read the full story | read full article | read the full article
        continue reading | keep reading | more | more on this story | more on this | more on this topic
        more like this | more from this section | more stories | more news | more top stories | more to read
        read more stories | view more | see more | show more | load more | learn more | find out more | related
        related articles | related stories | related content | related topics | related links | related news
        related posts | related coverage | related story | related article | related video | related videos
        recommended | recommended stories | recommended for you | recommended reading | recommended articles
        recommended by | you may also like | you might also like | you may like | you might be interested in
        you may also be interested in | you might also be interested in | editor's picks | editors' picks
        editor's pick | top stories | latest stories | latest news | trending | trending now | trending stories
        most read | most popular | most viewed | most recent | most shared | most commented | most read stories
        most popular stories | popular now | popular stories | what to read next | up next | now reading
        must read | must reads | don't miss | in case you missed it | read in app | explore more on these topics
        explore more | view comments | view all | see all | around the web | from around the web
        more from the web | previous article | next article | previous story | next story | previous post
        next post | featured stories | mehr zum thema | lesen sie auch | lesen sie mehr | weiterlesen | mehr lesen
        mehr dazu | auch interessant | das könnte sie auch interessieren | das könnte dich auch interessieren
        meistgelesen | meistgelesene artikel | ähnliche artikel | verwandte artikel | mehr anzeigen
        alle anzeigen | weitere artikel | nächster artikel | vorheriger artikel | empfehlungen
        empfohlener redaktioneller inhalt | artikel lesen | zum thema | lire aussi | à lire aussi | a lire aussi
        à lire également | lire la suite | voir aussi | voir plus | en savoir plus | sur le même sujet
        les plus lus | articles les plus lus | nos lecteurs ont aussi lu | à découvrir | leer más | lea también
        lee también | leer también | ver más | te puede interesar | le puede interesar
        también te puede interesar | más noticias | más información | noticias relacionadas | lo más leído
        lo más visto | leggi anche | leggi di più | per approfondire | potrebbe interessarti
        potrebbe interessarti anche | i più letti | le più lette | articoli correlati | leia também | leia mais
        saiba mais | veja também | mais lidas | mais lidos | notícias relacionadas | ler mais | lees ook
        lees meer | lees verder | meer over dit onderwerp | meest gelezen | gerelateerde artikelen | bekijk ook
        czytaj więcej | czytaj też | czytaj także | zobacz też | zobacz także | przeczytaj także | przeczytaj też
        powiązane | najczęściej czytane | polecane | läs mer | läs också | läs även | mest läst | mer om
        relaterade artiklar | les mer | les også | mest lest | les saken | læs mere | læs også | mest læst
        læs videre | se også
    """,
    "newsletter": """
        newsletter | newsletters | newsletter signup | sign up | sign up now | sign up here | sign me up
        subscribe | subscribe now | subscribe today | subscribe here | subscribe to our newsletter
        subscribe to our newsletters | subscribe to newsletter | get our newsletter | join our newsletter
        join newsletter | sign up for our newsletter | sign up for newsletters | sign up to our newsletter
        sign up to our newsletters | free newsletter | free weekly newsletter | thanks for signing up
        thank you for signing up | thank you for subscribing | you have successfully subscribed | email address
        your email address | enter your email | privacy notice | newsletter abonnieren | jetzt abonnieren
        jetzt anmelden | newsletter bestellen | s'abonner | je m'abonne | s'inscrire | s'inscrire à la newsletter
        abonnez-vous | suscríbete | suscribirse | suscríbete a la newsletter | iscriviti
        iscriviti alla newsletter | abbonati | inscreva-se | assine | assine a newsletter | schrijf je in
        aanmelden | abonneer | meld je aan | zapisz się | zapisz się na newsletter | prenumerera | nyhetsbrev
        abonner | meld deg på nyhetsbrev | tilmeld nyhedsbrev | nyhedsbrev
    """,
    "follow us": """
        follow us | follow us on | follow us on facebook | follow us on twitter | follow us on x
        follow us on instagram | follow us on whatsapp | follow us on social | follow us on social media
        follow us on google news | find us on facebook | find us on twitter | like us on facebook
        join us on whatsapp | join us on facebook | follow | follow this author
        follow related authors and topics | folgen sie uns | folgen sie uns auf | suivez-nous | suivez nous
        suivez-nous sur | síguenos | síguenos en | seguici | seguici su | siga-nos | siga-nos no | volg ons
        volg ons op | följ oss | følg oss | følg os | obserwuj nas
    """,
    "live story": """
        live story | live blog | liveblog | live updates | live reporting | follow live | live coverage
        live ticker | liveticker | this live page is now closed | this live event has ended
    """,
    "audio or video player": """
        listen | listen to this article | listen to article | listen to this story | listen to story
        listen to this | listen now | play | play video | play audio | watch | watch now | watch live
        watch video | watch the video | watch: | video | pause | mute | unmute | loading | click to play
        click to play tap to play | tap to play | click to expand | click to enlarge | open image in gallery
        view image in fullscreen | view gallery | back to video | image | enlarge | close | artikel anhören
        anhören | vorlesen | bild vergrößern | écouter l'article | écouter | écouter cet article | escuchar
        escuchar artículo | escucha este artículo | escuchar este artículo | ascolta l'articolo | ascolta
        ascolta questo articolo | ouvir artigo | ouvir | ouça este artigo | beluister | beluister dit artikel
        luister naar dit artikel | posłuchaj artykułu | lyssna | lyssna på artikeln | lytt til artikkelen
        lyt til artiklen | lyt til artikel | this video can not be played | media playback is not
        media playback is unsupported on your device | your browser does not support the audio element
        your browser does not support the video tag | this is a modal window | 0.5x | 1.0x | 1.2x | 1.5x | 2.0x
        1x | we apologize, but this video has failed to load | tap here to see other videos from our team
        try refreshing your browser, or tap here to see other videos from our team
        to play this video you need to enable javascript in your browser
    """,
    "comments": """
        comments | comment | no comments | no comments yet | add comment | add a comment | leave a comment
        post a comment | view comments | show comments | hide comments | close comments | read comments
        join the conversation | join the discussion | be the first to comment | comment on this article
        comment on this story | have your say | what do you think | leave a reply | sort by | newest | oldest
        comments are closed | comments policy | kommentare | kommentar | kommentieren | kommentar schreiben
        kommentare anzeigen | commentaires | réagir | commenter | comentarios | comentar | comenta
        ver comentarios | mostrar comentarios | commenti | commenta | leggi i commenti | comentários | reacties
        reageer | komentarze | skomentuj | kommentarer | kommentera | kommenter
    """,
    "call to readers": """
        contact us | get in touch | send us your story | got a story | got a tip | got a news tip
        have a news tip | report an error | report a typo | report a mistake | suggest a correction
        send feedback | feedback | give feedback | submit a correction | corrections | fehler melden
        feedback geben | do you know more | download the app | get the app | download our app | open in app
        get app | app herunterladen | descarga la app | descargar la app | download de app
        téléchargez l'application | scarica l'app | baixe o app | click here to get the fox news app
        add us as a preferred source on google | add as preferred source on google
    """,
    "page navigation": """
        menu | navigation | home | search | search for | log in | login | log out | logout | sign in | sign out
        register | my account | create an account | already a subscriber | breadcrumb | breadcrumb trail links
        you are here | tags | topics | topics in this article | filed under | categories | sections | language
        edition | close menu | open menu | explore more on the topics in this story | more topics
        author of the article | article content | opens new tab | opens in new tab | opens in a new window
        opens in new window | opens in a new tab | story saved | read later
        you can find this story in my bookmarks | or by navigating to the user icon in the top right
        on this page | in this article | in this story | table of contents | this article is more than 1 year old
        report an issue | this article is more than 1 month old | toggle navigation | show caption | hide caption
        toggle caption | startseite | menü | suche | anmelden | abmelden | einloggen | themen | schlagwörter
        themen dieses artikels | zur startseite | inhaltsverzeichnis | accueil | se connecter | rechercher
        connexion | inicio | iniciar sesión | buscar | menú | temas | accedi | cerca | argomenti | entrar
        pesquisar | inloggen | zoeken | onderwerpen | zaloguj się | szukaj | tematy | logga in | sök | ämnen
        logg inn | søk | emner | log ind | søg
    """,
    "cookie notice": """
        accept all | accept all cookies | accept cookies | accept | reject all | manage cookies | cookie settings
        cookie policy | manage preferences | manage consent | we value your privacy | your privacy choices
        privacy policy | terms of use | terms of service | terms and conditions | terms & conditions
        do not sell my personal information | do not sell or share my personal information | alle akzeptieren
        alles akzeptieren | cookie-einstellungen | datenschutz | datenschutzerklärung | impressum | tout accepter
        accepter et fermer | aceptar todo | aceptar | política de privacidad | política de cookies | accetta tutto
        aceitar | alles accepteren | akceptuję | godkänn alla | godta alle | accepter alle | tillåt alla
    """,
    "paywall": """
        subscribe to continue reading | subscribe to read more | subscribe to continue | already have an account
        this article is for subscribers only | for subscribers | subscribers only | subscriber only | premium
        members only | exclusive for subscribers | to continue reading | to continue, please sign in
        unlock this article | register to continue reading | sign in to continue reading | become a member
        support us | donate | support our work | donate now | make a donation | become a supporter
        réservé aux abonnés | article réservé aux abonnés | solo para suscriptores
        contenido exclusivo para suscriptores | nur für abonnenten | weiterlesen mit | exclusivo para assinantes
        alleen voor abonnees | endast för prenumeranter | for abonnenter | for abonnementer
    """,
    "copyright": """
        copyright | all rights reserved | alle rechte vorbehalten | tous droits réservés
        todos los derechos reservados | tutti i diritti riservati | todos os direitos reservados
        alle rechten voorbehouden | our standards: the thomson reuters trust principles
        our standards: the thomson reuters trust principles., opens new tab | purchase licensing rights
        request reprint & licensing | licence this article | license this article | reprints and permissions
        reprints | use our content | this material may not be published | bildrechte | nachdruck verboten
    """,
    "label of the archive": """
        abstract | full text
    """,
}

# A line that begins with one of these and a colon (or a bar) is a link to something else.
_LEADS: dict[str, str] = {
    "link to another story": """
        read more | read also | also read | read next | read | see also | related | related article
        related articles | related story | related stories | related news | related coverage | more on this
        recommended | must read | must-read | don't miss | more from | see more | more | in pictures
        explore more | you may also like | you might also like | read this next | read it here | click here
        what to read next | recommended reading | further reading | most read | trending
        more top stories from reuters | editor's pick | editors' picks | keep reading | in case you missed it
        more news | more stories | read more about this | read more on this | read more here | learn more
        up next | next read | lesen sie auch | lesen sie hier | lesen sie dazu | lesen sie mehr | mehr zum thema
        mehr dazu | auch interessant | lesetipp | lesen sie mehr zum thema | lire aussi | à lire aussi
        a lire aussi | à lire | à lire également | lire | voir aussi | sur le même sujet | lea también
        lee también | leer también | leer más | te puede interesar | le puede interesar
        también te puede interesar | más información | leggi anche | per approfondire | leggi | leia também
        leia mais | veja também | saiba mais | lees ook | lees meer | lees verder | bekijk ook | czytaj więcej
        czytaj też | czytaj także | zobacz też | zobacz także | przeczytaj także | polecamy | läs mer | läs också
        läs även | les også | les mer | læs også | læs mere | læs mer | se også
    """,
    "audio or video player": """
        watch | watch live | watch now | watch video | video | listen | listen now | listen to this article
        play video | podcast | watch the video | voir la vidéo | vidéo | escucha | ascolta | kijk ook | se video
        titta
    """,
    "newsletter": "newsletter | sign up | subscribe | sign up here | free newsletter",
    "follow us": "follow us on | follow us | follow us on social media | stay connected",
    "live story": "live updates | live | follow live | live blog | liveblog | liveticker",
    "share bar": "share | share this | share on | share this article | artikel teilen mit",
    "page navigation": "tags | topics | filed under | categories | posted in | tagged | schlagwörter | themen | tag",
    "call to readers": "got a story | got a tip | contact us | contact the author | contact | sign the petition",
    "label of the archive": "eds | editors | note to editors | attention editors | eds note",
}

# Leads whose colon also opens sentences of articles; they count only where the lead is printed in capitals.
_ONLY_CAPITALS = frozenset("more live watch video listen recommended podcast contact topics trending share tag".split())

# In verbose form: white space in a pattern means nothing, ``\s`` is a space of the line.
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("reading time", r"""
        (?:(?:estimated\s)?reading\stime|read\stime|lesezeit|lesedauer|temps\sde\slecture|tiempo\sde\slectura
        |tempo\sdi\slettura|tempo\sde\sleitura|leestijd|czas\sczytania|lästid|lesetid
        |læsetid)\s?[:·-]?\s?\d{1,3}\s?(?:min(?:ute)?s?|minuten?|minutos?|minuti|minuto|minut|minuter
        |minutter)\b\.?
    """),
    ("reading time", r"""
        \d{1,3}(?:\s?-\s?|\s)?(?:min(?:ute)?s?|minuten?|minutos?|minuti|minuto|minut|minuter
        |minutter)\b\.?(?:\s?(?:to\s)?(?:read|listen|watch|video)|\slesezeit|\sde\slecture|\sde\slectura
        |\sdi\slettura|\sde\sleitura|\sleestijd|\sczytania|\släsning)
    """),
    ("reading time", r"\d{1,2}:\d{2}(?::\d{2})?\s?min\.?"),
    ("share bar", r"""
        (?:share\s(?:this|the)\s(?:article|story|post|page)|share)\s(?:on|via|with|by|in)\s(?:facebook|twitter|x
        |linkedin|whatsapp|email|e-mail|reddit|telegram|bluesky|threads|your\ssocial\snetwork)\b.{0,60}
    """),
    ("share bar", r"""
        (?:(?:facebook|twitter|x|linkedin|whatsapp|email|e-mail|reddit|telegram|pinterest|flipboard|tumblr
        |messenger|bluesky|threads|print|drucken|share|copy\slink|link\skopieren|sms|vk|instagram|youtube
        |tiktok)\b[\s,|·•/]{0,3}){2,14}
    """),
    ("share bar", r"\d[\d.,]{0,6}[km]?\sshares?"),
    ("picture gallery", r"(?:slideshow|gallery|bilderstrecke|diaporama)\s?\(\d{1,3}\s\w{4,8}\)"),
    ("time of publication", r"""
        (?:(?:last\s|first\s)?(?:published|posted|updated)\s?(?:on|:)?\s?)?\d{1,3}
        \s(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\sago.{0,40}
    """),
    ("time of publication", r"""
        (?:last\s|first\s)?(?:published|posted|updated)\s?(?:on|:)?\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.{0,60}
    """),
    ("comments", r"""
        (?:\(?\d[\d.,]{0,6}\)?|view|show|see|read)\s(?:all\s)?(?:\d[\d.,]{0,6}\s)?comments?(?:\s\(\d{1,6}\))?
    """),
    ("comments", r"comments?\s?\(?\d{1,6}\)?"),
    ("comments", r"""
        \d{1,6}\s(?:kommentare?|commentaires?|comentarios?|commenti|comentários?|reacties|komentarzy
        |kommentarer)
    """),
    ("comments", r"""
        (?:please\sread\sour\scomment\spolicy|you\smust\sbe\slogged\sin\sto|please\slog\s?in\sor\s
        |be\sthe\sfirst\sto\scomment)\b.{0,120}
    """),
    ("advertisement", r"""
        (?:advertisement|anzeige|werbung|publicité|publicidad)\s(?:\d{1,3}|[·|-]\s?.{0,40})
    """),
    ("newsletter", r"""
        (?:sign\sup|subscribe)\s(?:now\s|here\s|today\s|free\s)?(?:for|to|and\sget)\s(?:(?:our|the|my|your|a
        |free|daily|weekly|this)\s){0,4}[^.!?]{0,80}\b(?:newsletters?|emails?|e-mails?|alerts?|briefings?|inbox
        |updates|podcast|channel)\b.{0,160}
    """),
    ("newsletter", r"""
        (?:get|receive)\s(?:the|our|all\sthe|a|your|more)\s[^.!?]{0,80}\b(?:in|to|into|straight\sto|directly\sto
        |delivered\sto)\syour\sinbox\b.{0,160}
    """),
    ("newsletter", r"""
        (?:by\s(?:(?:signing\sup|subscribing)\b[^.]{0,60},?\s(?:you|i)\s(?:agree|accept|consent|confirm|will)
        |clicking\s[“"']?(?:sign\sup|subscribe)|submitting\syour\semail|providing\s(?:us\swith\s)?your\semail
        |entering\syour\semail)\b|you\scan\sunsubscribe\sat\sany|(?:privacy\snotice:\s)?(?:this\snewsletter|newsletters)\smay\scontain
        |a\swelcome\semail\sis\son|we['’]ve\sencountered\san\sissue\ssigning\syou\sup
        |the\snext\sissue\sof\s.{1,60}\sin\syour\sinbox|for\smore\sinformation\s(?:see|read)\sour\sprivacy
        |we\suse\sgoogle\srecaptcha).{0,300}
    """),
    ("newsletter", r"""
        (?:abonnieren\ssie|melden\ssie\ssich|jetzt\s(?:kostenlos\s)?(?:den|für\sden|unseren))\b[^.!?]{0,80}
        \bnewsletter\b.{0,120}
    """),
    ("newsletter", r"""
        (?:inscrivez-vous|abonnez-vous)\sà\s.{0,120}|(?:suscríbete|suscríbase|apúntate)\sa\s.{0,120}
        |iscriviti\salla?\s.{0,120}|(?:inscreva-se|assine)\s(?:na|no|em|a\snewsletter).{0,120}
    """),
    ("follow us", r"""
        (?:follow|like|find|join)\s(?:us|me)\son\s(?:facebook|twitter|x|instagram|whatsapp|telegram|google
        |linkedin|youtube|tiktok|bluesky|threads|social)\b.{0,120}
    """),
    ("follow us", r"""
        follow\s.{0,50}\son\s(?:facebook|twitter|x|instagram|google\snews|whatsapp|telegram|socials
        |bluesky)\b.{0,100}
    """),
    ("follow us", r"""
        (?:folgen\ssie\suns|suivez-nous|síguenos|seguici|siga-nos|volg\sons|följ\soss|følg\soss
        |følg\sos)\s(?:auf|sur|en|su|no|na|op|på|i|bei)\s.{0,100}
    """),
    ("link to another story", r"""
        (?:for\smore\s(?:\w+\s){0,3}(?:news|stories)\b.{0,60}\b(?:click|visit|follow|go\sto|see|check|head\sto)
        |click\shere\s(?:to|for)|tap\shere\s(?:to|for)|read\s(?:the\sfull|our\sfull|more\sof|more\sabout
        |more\son|more\sfrom|more\sstories)\b|explore\smore\sof|check\sout\smore\sof)\b.{0,160}
    """),
    ("link to another story", r"""
        more\s(?:top\s)?stories\s(?:from|on|like)\s.{0,80}|more\s(?:on
        |from)\s[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*){0,3}
    """),
    ("link to another story", r"(?:lesen\ssie\s(?:auch|hier|dazu|mehr)|mehr\szu[mr]?\s(?:thema|lage))\b.{0,160}"),
    ("call to readers", r"""
        (?=.{0,300}\b(?:e-?mail|contact|touch|let\sus\sknow|send|call|submit|share|whatsapp|subscribers)\b)
        (?:(?:have\syou\sgot|have|have\syou|do\syou\shave|got)\s(?:an?\s|any\s|some)?
        (?:story|news\stip|tip|news\sstory|opinion|information|comment|question|thoughts|something\sto\ssay)s?
        \b[^.!?]{0,80}\?(?:\s.{0,200})?)
    """),
    ("call to readers", r"(?:download|get)\s(?:the|our)\s[^.!?]{0,40}\bapp\b.{0,120}"),
    ("call to readers", r"""
        if\syou\s(?:have|want\sto\sshare|would\slike\sto\sshare|spot)\s(?:a|any|an|your)\s(?:story|news\stip|tip
        |error|mistake|views)\b.{0,200}
    """),
    ("copyright", r"""
        (?:copyright\b|©|\(c\)|ⓒ)\s?(?:©|\(c\)|ⓒ)?\s?\d{4}\b.{0,200}|(?:copyright\b|©)[^.]{0,80}
        \.?\s(?:all\srights\sreserved|alle\srechte|tous\sdroits|todos\slos)\b.{0,120}
    """),
    ("copyright", r"""
        all\s(?:site\scontents?|rights\sreserved|content)\b.{0,160}(?:copyright|©|rights\sreserved
        |not\sbe\s(?:published|reproduced)).{0,160}|all\srights\sreserved\b.{0,200}
    """),
    ("copyright", r"""
        this\smaterial\smay\snot\sbe\spublished,\sbroadcast\b.{0,160}|our\sstandards\s?:\s.{0,120}
        |the\sassociated\spress\s(?:contributed\sto\sthis\sreport\.\s)?copyright\b.{0,160}
    """),
    ("cookie notice", r"""
        (?:we\suse\scookies|we\sand\sour\s(?:\d[\d,.]*\s)?partners|this\s(?:web)?site\suses\scookies
        |we\svalue\syour\sprivacy|by\scontinuing\sto\s(?:use|browse)\s(?:this|our)\s(?:web)?site|wir\sverwenden\scookies
        |nous\sutilisons\sdes\scookies|utilizamos\scookies|questo\ssito\s(?:usa|utilizza)\s(?:i\s)?cookie
        |we\sgebruiken\scookies|vi\sbruger\scookies|vi\sbruker\s(?:informasjonskapsler|cookies)
        |vi\sanvänder\scookies)\b.{0,300}
    """),
    ("paywall", r"""
        (?:this\s(?:article|story|content)\sis\s(?:only\s|exclusively\s)?(?:available\s)?(?:for
        |to)\s(?:our\s)?(?:subscribers|members|registered)|already\sa\s(?:subscriber|member)\?
        |you\shave\s(?:read|reached)\s(?:your|\d+)\s.{0,40}(?:articles|limit)
        |subscribe\s(?:now\s)?to\s(?:continue|read|keep|unlock|access)|(?:sign\sin|log\sin|register
        |create\san\saccount)\s(?:or\s(?:sign\sin|subscribe|register)\s)?to\s(?:continue|read|keep|unlock|access
        |join)|enjoy\sunlimited\saccess|unlock\sthis\s(?:article|story)).{0,200}
    """),
    ("audio or video player", r"""
        (?:to\sview\sthis\svideo\splease\senable|your\sbrowser\sdoes\snot\ssupport
        |this\svideo\s(?:is\snot\savailable|cannot\sbe\splayed|file\scannot)|media\splayback\sis)\b.{0,200}
    """),
    ("audio or video player", r"""
        listen\s(?:to\s(?:this\s)?(?:article|story)\s)?\(?\d{1,3}(?::\d{2})?\s?(?:min(?:ute)?s?)?\)?
        |artikel\sanhören\s?\(?\d.{0,12}
    """),
    ("page navigation", r"""
        home\s?(?:/|>|»|›|→|\|)\s?.{0,120}|(?!9/11|24/7)\d{1,3}\s?/\s?\d{1,3}|page\s\d{1,3}\sof\s\d{1,3}
        |this\sarticle\sis\smore\sthan\s\w+\s(?:years?|months?)\sold
    """),
    ("label of the archive", r"""
        (?:length|load-date|document\stype|publication-type)\s?:\s.{1,60}|eds\s?:\s.{0,300}|\(?adds\sbyline\)?
        |word\scount\s?:\s?\d+
    """),
)  # fmt: skip

# The first words of the sentences above: a line that begins otherwise needs no pattern tried on it.
_FIRST_WORDS = frozenset(
    """
    a abonnez abonnieren ad advertisement all already an anzeige apúntate artikel assine be by check click comment
    comments copy copyright create czas do document download drucken e eds email enjoy estimated explore facebook find
    flipboard folgen follow for följ følg get got have home if inscreva inscrivez instagram iscriviti jetzt join
    leestijd length lesedauer lesen lesetid lesezeit last first published posted updated
    slideshow gallery bilderstrecke diaporama like link linkedin listen load log læsetid lästid media mehr melden
    messenger more nous our page pinterest please print publication publicidad publicité questo read reading receive
    reddit register see seguici share show siga sign sms subscribe suivez suscríbase suscríbete síguenos tap telegram
    temps the this threads tiempo tiktok to tempo tumblr twitter unlock utilizamos view vi vk volg we werbung whatsapp
    wir word x you your youtube adds bluesky
    """.split()
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_EDGE_OF_SENTENCE = "".join(sign for sign in _EDGE if sign not in "©()")


def _phrases(table: str) -> list[str]:
    return [phrase.strip() for line in table.strip().splitlines() for phrase in line.split("|") if phrase.strip()]


def _key(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").strip(_EDGE).split())


_BY_LINE = {_key(phrase): reason for reason, table in _LINES.items() for phrase in _phrases(table) if _key(phrase)}
_BY_LEAD = {_key(phrase): reason for reason, table in _LEADS.items() for phrase in _phrases(table)}
_LONGEST_LEAD = max(map(len, _BY_LEAD)) + 8
_LONGEST_LINE = max(map(len, _BY_LINE)) + 12  # and signs around it
_LEAD_END = re.compile(r"[:：|»›]")
_SENTENCE = re.compile(
    "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_SENTENCES)), re.IGNORECASE | re.VERBOSE
)
_CAPITAL_LEAD = re.compile(
    r"(?:READ MORE|READ NEXT|READ ALSO|ALSO READ|RELATED|SEE ALSO|DON'T MISS|DON’T MISS|SIGN UP)\b[ :|–—-]+\S"
)


def furniture_reason(line: str) -> str | None:
    """Tell why a line of a page is furniture; None where it may belong to the article.

    Args:
        line: one line or block of the page, white space folded.

    Returns:
        The reason in a few words (``reading time``, ``newsletter``), as it stands in what was left out.
    """
    if len(line) > _LONGEST:
        return None
    if len(line) <= _LONGEST_LINE:
        reason = _BY_LINE.get(_key(line))
        # A single name of a network with a full stop is a heading ("Facebook."), not a button.
        if reason is not None and not (reason == "share bar" and line.endswith(".")):
            return reason
    return _lead_reason(line) or _sentence_reason(line) or _bar_reason(line)


def _bar_reason(line: str) -> str | None:
    """Tell a bar of buttons: parts between upright strokes, each of them furniture."""
    parts = [part for part in line.split("|") if part.strip()] if "|" in line else []
    reasons = [_BY_LINE.get(_key(part)) for part in parts]
    return reasons[0] if len(parts) > 1 and all(reasons) else None


def _lead_reason(line: str) -> str | None:
    if _CAPITAL_LEAD.match(line.lstrip(_EDGE)):
        return "link to another story"
    end = _LEAD_END.search(line, 0, _LONGEST_LEAD)
    if end is None:
        return None
    lead = line[: end.start()]
    key = _key(lead)
    reason = _BY_LEAD.get(key)
    if reason is None or (key in _ONLY_CAPITALS and not lead.strip(_EDGE).isupper()):
        return None
    return reason


def _sentence_reason(line: str) -> str | None:
    words = line.strip(_EDGE_OF_SENTENCE)
    first = _FIRST_WORD.match(words)
    if first is not None and first[0].casefold() not in _FIRST_WORDS:
        return None
    found = _SENTENCE.fullmatch(words)
    if found is None or found.lastgroup is None:
        return None
    return _SENTENCES[int(found.lastgroup[1:])][0]
