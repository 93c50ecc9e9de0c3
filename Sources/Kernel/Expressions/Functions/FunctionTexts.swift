/// What each function does, for the list of functions beside the editor: the way to write it, then its meaning.
enum FunctionTexts {
    static let ifText = Text(
        ru: "if(условие; да; нет) — одно из двух значений", en: "if(condition; yes; no) — one of two values")
    static let and = Text(ru: "and(a; b; …) — верны все условия", en: "and(a; b; …) — all conditions hold")
    static let or = Text(
        ru: "or(a; b; …) — верно хотя бы одно условие", en: "or(a; b; …) — at least one condition holds")
    static let not = Text(ru: "not(a) — условие неверно", en: "not(a) — the condition does not hold")
    static let trueText = Text(ru: "true() — да", en: "true() — yes")
    static let falseText = Text(ru: "false() — нет", en: "false() — no")

    static let abs = Text(ru: "abs(x) — число без знака", en: "abs(x) — the number without its sign")
    static let intval = Text(
        ru: "intval(x) — целая часть числа или начала текста",
        en: "intval(x) — the whole part of a number or of a text's beginning")
    static let min = Text(ru: "min(a; b; …) — наименьшее", en: "min(a; b; …) — the least")
    static let max = Text(ru: "max(a; b; …) — наибольшее", en: "max(a; b; …) — the greatest")
    static let round = Text(ru: "round(x; знаков) — округлить", en: "round(x; places) — round")
    static let ceil = Text(ru: "ceil(x) — округлить вверх", en: "ceil(x) — round up")
    static let floor = Text(ru: "floor(x) — округлить вниз", en: "floor(x) — round down")
    static let rand = Text(ru: "rand(от; до) — случайное целое число", en: "rand(from; to) — a random whole number")
    static let sqrt = Text(ru: "sqrt(x) — квадратный корень", en: "sqrt(x) — square root")

    static let substr = Text(
        ru: "substr(текст; начало; длина) — часть текста", en: "substr(text; start; length) — a part of the text")
    static let strpos = Text(
        ru: "strpos(текст; искать; откуда) — место в тексте, с нуля",
        en: "strpos(text; sought; from) — place in the text, from zero")
    static let strlen = Text(ru: "strlen(текст) — число знаков", en: "strlen(text) — number of characters")
    static let trim = Text(
        ru: "trim(текст; …) — без пробелов по краям", en: "trim(text; …) — without spaces at the ends")
    static let strtolower = Text(ru: "strtolower(текст) — строчными буквами", en: "strtolower(text) — in lower case")
    static let strtoupper = Text(ru: "strtoupper(текст) — прописными буквами", en: "strtoupper(text) — in upper case")
    static let ucfirst = Text(
        ru: "ucfirst(текст) — с прописной буквы", en: "ucfirst(text) — first letter in upper case")
    static let ucwords = Text(
        ru: "ucwords(текст) — Каждое Слово С Прописной", en: "ucwords(text) — Every Word Capitalised")
    static let urlencode = Text(
        ru: "urlencode(текст) — для адреса страницы", en: "urlencode(text) — for a page address")
    static let numberFormat = Text(
        ru: "number_format(x; знаков; точка; разделитель тысяч) — число для чтения",
        en: "number_format(x; places; point; thousands) — a number for reading")
    static let randstring = Text(
        ru: "randstring(n) — n случайных букв и цифр", en: "randstring(n) — n random letters and digits")

    static let implode = Text(
        ru: "implode(разделитель; список) — список в текст", en: "implode(glue; list) — a list into a text")
    static let explode = Text(
        ru: "explode(разделитель; текст) — текст в список", en: "explode(delimiter; text) — a text into a list")
    static let merge = Text(ru: "merge(a; b; …) — один список из всех", en: "merge(a; b; …) — one list of all")
    static let firstvalue = Text(ru: "firstvalue(список) — первое значение", en: "firstvalue(list) — the first value")
    static let swirl = Text(
        ru: "swirl(список) — первое значение в конец", en: "swirl(list) — the first value moved to the end")
    static let shuffle = Text(ru: "shuffle(список) — в случайном порядке", en: "shuffle(list) — in random order")

    static let convert = Text(
        ru: "convert(значение; тип) — в int, double, bool, string, date, datetime, user, printableuser",
        en: "convert(value; type) — to int, double, bool, string, date, datetime, user, printableuser")
    static let getdocumenturl = Text(
        ru: "getdocumenturl('bb' или 'html'; внешняя) — ссылка на элемент",
        en: "getdocumenturl('bb' or 'html'; external) — a link to the item")

    static let date = Text(
        ru: "date('d.m.Y H:i'; дата) — дата текстом", en: "date('d.m.Y H:i'; date) — the date as text")
    static let locdate = Text(
        ru: "locdate('j F'; дата) — дата текстом, месяцы и дни по-русски",
        en: "locdate('j F'; date) — the date as text in the portal's language")
    static let dateadd = Text(
        ru: "dateadd(дата; '1d 2h') — дата плюс промежуток", en: "dateadd(date; '1d 2h') — the date plus an interval")
    static let datediff = Text(
        ru: "datediff(дата; дата; '%a') — разница дат", en: "datediff(date; date; '%a') — the difference of dates")
    static let settime = Text(
        ru: "settime(дата; час; минуты) — другое время того же дня",
        en: "settime(date; hour; minute) — another time of the same day")
    static let strtotime = Text(
        ru: "strtotime('tomorrow 10:00'; дата) — дата из английского текста",
        en: "strtotime('tomorrow 10:00'; date) — a date from text")
    static let touserdate = Text(
        ru: "touserdate(сотрудник; дата) — время на часах сотрудника",
        en: "touserdate(person; date) — the time on that person's clock")
    static let getuserdateoffset = Text(
        ru: "getuserdateoffset(сотрудник) — на сколько секунд его часы впереди часов портала",
        en: "getuserdateoffset(person) — by how many seconds their clock is ahead of the portal's")

    static let addworkdays = Text(
        ru: "addworkdays(дата; n) — через n рабочих дней", en: "addworkdays(date; n) — n working days later")
    static let workdateadd = Text(
        ru: "workdateadd(дата; '1d 3h'; сотрудник) — плюс рабочее время",
        en: "workdateadd(date; '1d 3h'; person) — plus working time")
    static let isworkday = Text(
        ru: "isworkday(дата; сотрудник) — рабочий ли день", en: "isworkday(date; person) — whether it is a working day")
    static let isworktime = Text(
        ru: "isworktime(дата; сотрудник) — рабочее ли время",
        en: "isworktime(date; person) — whether it is working time")
}
