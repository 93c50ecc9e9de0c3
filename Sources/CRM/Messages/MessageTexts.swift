import Kernel

enum MessageTexts {
    static let empty = Text(ru: "Напишите текст сообщения.", en: "Write the text of the message.")
    static let tooLong = Text(
        ru: "Сообщение длиннее 20 000 знаков. Сократите его или приложите файл.",
        en: "The message is longer than 20,000 characters. Shorten it or attach a file.")
    static let toOneself = Text(
        ru: "Себе сообщение не отправить. Выберите другого получателя.",
        en: "You cannot write to yourself. Choose another recipient.")
}
