import Kernel

package enum ConnectionTexts {
    package static let none = Text(
        ru: "Такого подключения больше нет. Выберите в роботе другое.", en: "There is no such connection any more. Choose another in the robot.")
    package static let inactive = Text(
        ru: "Подключение «{name}» выключено. Включите его и повторите.", en: "The connection “{name}” is switched off. Switch it on and retry.")
    static let badName = Text(ru: "Назовите подключение: до 100 символов.", en: "Name the connection: up to 100 characters.")
    static let badAddress = Text(
        ru: "Адрес начинается с https:// или http:// и не содержит пробелов.", en: "The address begins with https:// or http:// and has no spaces.")
    static let credentials = Text(
        ru: "Имя и пароль в адресе видны всем, кто видит адрес. Уберите их.", en: "A name and password in the address are seen by whoever sees it. Remove them.")
}
