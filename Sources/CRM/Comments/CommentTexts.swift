import Kernel

enum CommentTexts {
    static let empty = Text(ru: "Напишите комментарий или приложите файл.", en: "Write a comment or attach a file.")
    static let tooLong = Text(
        ru: "Комментарий длиннее 60 000 знаков. Сократите его или приложите файлом.",
        en: "The comment is longer than 60,000 characters. Shorten it or attach a file.")
    static let notFound = Text(
        ru: "Комментарий не найден: его удалили.", en: "There is no such comment: it was deleted.")
    static let foreign = Text(
        ru: "Изменить комментарий может только его автор, удалить — автор или администратор.",
        en: "Only its author may edit a comment; the author or an administrator may delete it.")

    static let lastItem = Text(
        ru: "Комментарий должен остаться хотя бы у одного элемента: удалите его, если он не нужен.",
        en: "A comment must stand on one item at least: delete it if it is not needed.")
    static let mentioned = Text(ru: "Вас упомянули: «{text}»", en: "You were mentioned: “{text}”")
    static let toTask = Text(ru: "Комментарий к задаче «{title}»: {text}", en: "Comment on task “{title}”: {text}")
    static let toItem = Text(ru: "Комментарий к «{title}»: {text}", en: "Comment on “{title}”: {text}")
}
