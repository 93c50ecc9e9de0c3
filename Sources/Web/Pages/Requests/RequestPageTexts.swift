import Kernel

enum RequestPageTexts {
    static let title = Text(ru: "Запрос информации", en: "Information request")
    static let waits = Text(ru: "Ждёт ответа", en: "Waits for an answer")
    static let delegated = Text(ru: "Вопрос передан", en: "The question is handed over")
    static let answer = Text(ru: "Ответить", en: "Answer")
    static let askedOf = Text(ru: "Ответ ждут от:", en: "Expected from:")
    static let answered = Text(ru: "Ответ получен", en: "Answered")
    static let thanks = Text(ru: "Ответ сохранён, процесс пошёл дальше", en: "The answer is saved, the process goes on")
    static let gone = Text(
        ru: "Этот вопрос больше не нужен: элемент ушёл со стадии, на которой его задали.",
        en: "This question is no longer needed: the item has left the stage that asked it.")
    static let fillIn = Text(
        ru: "Заполните «{field}»: без этого процесс не пойдёт дальше.",
        en: "Fill in “{field}”: the process cannot go on without it.")
}
