# ruff: noqa: RUF001 - Cyrillic has letters that look like Latin ones
"""The sentences between the texts of a menu, in each language that the desk speaks."""

from dataclasses import dataclass, replace
from datetime import timedelta

from transom.core.templates import spoken
from transom.model.menu import LineMenu


@dataclass(frozen=True)
class Phrases:
    """What is said in one language; `{label}`, `{digit}`, `{position}` and `{wait}` are filled in."""

    language: str
    option: str
    callback: str
    voicemail: str
    back: str
    repeat: str
    position: str
    wait: str
    connecting: str
    record: str
    promise: str
    not_understood: str
    goodbye: str


_PHRASES = {
    "en": Phrases(
        language="For English, press {digit}.",
        option="For {label}, press {digit}.",
        callback="To be called back, press {digit}.",
        voicemail="To leave a message, press {digit}.",
        back="To go back, press {digit}.",
        repeat="To hear this again, press {digit}.",
        position="You are number {position} in the queue.",
        wait="Most callers have their answer within {wait}.",
        connecting="One moment, please.",
        record="Please leave a message after the tone, and press the hash key when you are done.",
        promise="We will call you back.",
        not_understood="Sorry, that was not understood.",
        goodbye="Thank you. Goodbye.",
    ),
    "de": Phrases(
        language="Für Deutsch drücken Sie die {digit}.",
        option="Für {label} drücken Sie die {digit}.",
        callback="Für einen Rückruf drücken Sie die {digit}.",
        voicemail="Um eine Nachricht zu hinterlassen, drücken Sie die {digit}.",
        back="Um zurückzugehen, drücken Sie {digit}.",
        repeat="Um dies noch einmal zu hören, drücken Sie {digit}.",
        position="Sie sind Nummer {position} in der Warteschlange.",
        wait="Die meisten Anrufer haben ihre Antwort innerhalb dieser Zeit: {wait}.",
        connecting="Einen Moment bitte.",
        record="Bitte sprechen Sie nach dem Ton, und drücken Sie am Ende die Rautetaste.",
        promise="Wir rufen Sie zurück.",
        not_understood="Das haben wir leider nicht verstanden.",
        goodbye="Vielen Dank. Auf Wiederhören.",
    ),
    "pl": Phrases(
        language="Aby rozmawiać po polsku, proszę wybrać {digit}.",
        option="{label}: proszę wybrać {digit}.",
        callback="Aby zamówić oddzwonienie, proszę wybrać {digit}.",
        voicemail="Aby zostawić wiadomość, proszę wybrać {digit}.",
        back="Aby wrócić, proszę wybrać {digit}.",
        repeat="Aby usłyszeć to ponownie, proszę wybrać {digit}.",
        position="Państwa miejsce w kolejce: {position}.",
        wait="Przewidywany czas oczekiwania na odpowiedź, najwyżej: {wait}.",
        connecting="Proszę chwilę zaczekać.",
        record="Proszę zostawić wiadomość po sygnale, a na koniec nacisnąć krzyżyk.",
        promise="Oddzwonimy do Państwa.",
        not_understood="Przepraszamy, nie udało się tego zrozumieć.",
        goodbye="Dziękujemy. Do usłyszenia.",
    ),
    "ru": Phrases(
        language="Чтобы говорить по-русски, нажмите {digit}.",
        option="{label}: нажмите {digit}.",
        callback="Чтобы заказать обратный звонок, нажмите {digit}.",
        voicemail="Чтобы оставить сообщение, нажмите {digit}.",
        back="Чтобы вернуться, нажмите {digit}.",
        repeat="Чтобы прослушать ещё раз, нажмите {digit}.",
        position="Ваше место в очереди: {position}.",
        wait="Ожидание ответа, не более: {wait}.",
        connecting="Одну минуту, пожалуйста.",
        record="Пожалуйста, оставьте сообщение после сигнала и в конце нажмите решётку.",
        promise="Мы вам перезвоним.",
        not_understood="К сожалению, мы вас не поняли.",
        goodbye="Спасибо. До свидания.",
    ),
    "uk": Phrases(
        language="Щоб говорити українською, натисніть {digit}.",
        option="{label}: натисніть {digit}.",
        callback="Щоб замовити зворотний дзвінок, натисніть {digit}.",
        voicemail="Щоб залишити повідомлення, натисніть {digit}.",
        back="Щоб повернутися, натисніть {digit}.",
        repeat="Щоб прослухати ще раз, натисніть {digit}.",
        position="Ваше місце в черзі: {position}.",
        wait="Очікування відповіді, не більше: {wait}.",
        connecting="Одну хвилину, будь ласка.",
        record="Будь ласка, залиште повідомлення після сигналу та наприкінці натисніть решітку.",
        promise="Ми вам передзвонимо.",
        not_understood="На жаль, ми вас не зрозуміли.",
        goodbye="Дякуємо. До побачення.",
    ),
    "fr": Phrases(
        language="Pour le français, tapez {digit}.",
        option="Pour {label}, tapez {digit}.",
        callback="Pour être rappelé, tapez {digit}.",
        voicemail="Pour laisser un message, tapez {digit}.",
        back="Pour revenir en arrière, tapez {digit}.",
        repeat="Pour réécouter, tapez {digit}.",
        position="Vous êtes numéro {position} dans la file d’attente.",
        wait="La plupart des appelants ont leur réponse dans ce délai : {wait}.",
        connecting="Un instant, s’il vous plaît.",
        record="Veuillez laisser un message après le signal, puis appuyez sur la touche dièse.",
        promise="Nous vous rappellerons.",
        not_understood="Désolé, nous n’avons pas compris.",
        goodbye="Merci. Au revoir.",
    ),
    "es": Phrases(
        language="Para español, pulse {digit}.",
        option="Para {label}, pulse {digit}.",
        callback="Para que le devolvamos la llamada, pulse {digit}.",
        voicemail="Para dejar un mensaje, pulse {digit}.",
        back="Para volver, pulse {digit}.",
        repeat="Para oírlo otra vez, pulse {digit}.",
        position="Su lugar en la cola es el {position}.",
        wait="La mayoría tiene su respuesta en este plazo: {wait}.",
        connecting="Un momento, por favor.",
        record="Deje su mensaje después de la señal y pulse almohadilla al terminar.",
        promise="Le devolveremos la llamada.",
        not_understood="Lo sentimos, no le hemos entendido.",
        goodbye="Gracias. Adiós.",
    ),
    "pt": Phrases(
        language="Para português, prima {digit}.",
        option="Para {label}, prima {digit}.",
        callback="Para que lhe liguemos de volta, prima {digit}.",
        voicemail="Para deixar uma mensagem, prima {digit}.",
        back="Para voltar atrás, prima {digit}.",
        repeat="Para ouvir de novo, prima {digit}.",
        position="O seu lugar na fila é o {position}.",
        wait="A maioria tem a sua resposta neste prazo: {wait}.",
        connecting="Um momento, por favor.",
        record="Deixe a sua mensagem após o sinal e prima cardinal no fim.",
        promise="Vamos ligar-lhe de volta.",
        not_understood="Desculpe, não compreendemos.",
        goodbye="Obrigado. Até à próxima.",
    ),
    "zh": Phrases(
        language="中文服务请按 {digit}。",
        option="{label}请按 {digit}。",
        callback="需要回电请按 {digit}。",
        voicemail="留言请按 {digit}。",
        back="返回请按 {digit}。",
        repeat="重听请按 {digit}。",
        position="您在队列中排第 {position} 位。",
        wait="预计等待不超过 {wait}。",
        connecting="请稍候。",
        record="请在提示音后留言，结束请按井号键。",
        promise="我们会给您回电。",
        not_understood="抱歉，没有听清。",
        goodbye="谢谢，再见。",
    ),
    "ja": Phrases(
        language="日本語は {digit} を押してください。",
        option="{label}は {digit} を押してください。",
        callback="折り返しの電話をご希望の方は {digit} を押してください。",
        voicemail="伝言を残される方は {digit} を押してください。",
        back="戻るには {digit} を押してください。",
        repeat="もう一度聞くには {digit} を押してください。",
        position="現在、{position} 番目にお待ちです。",
        wait="お待ちいただく時間は長くて {wait} です。",
        connecting="少々お待ちください。",
        record="発信音の後に伝言をどうぞ。終わりましたらシャープを押してください。",
        promise="折り返しお電話いたします。",
        not_understood="申し訳ございません。聞き取れませんでした。",
        goodbye="ありがとうございました。失礼いたします。",
    ),
}


def phrases(menu: LineMenu, tag: str) -> Phrases:
    """Return the sentences of a language, in the menu's own words where it has some; English where none are known."""
    known = _PHRASES.get(tag.partition("-")[0], _PHRASES["en"])
    own = menu.phrases.get(tag)
    return replace(known, **own.model_dump(exclude_none=True)) if own else known


def length(wait: timedelta, tag: str) -> str:
    """Return a waiting time as people say it."""
    return spoken(tag).duration(wait)
