import Kernel

enum RegisteredRobotTexts {
    static let group = Text(ru: "Роботы приложений", en: "Robots of programs")
    static let activities = Text(ru: "Действия приложений", en: "Activities of programs")
    static let gone = Text(ru: "Робот удалённого приложения", en: "A robot whose program is gone")
    static let waits = Text(ru: "Ждать ответа приложения", en: "Wait for the program's answer")
    static let waitsHelp = Text(
        ru: "Следующие роботы смогут использовать то, что вернёт приложение.", en: "Later robots can use what the program gives back.")
    static let timeout = Text(ru: "Ждать не дольше, минут", en: "Wait no longer than, minutes")
    static let timeoutHelp = Text(
        ru: "Пусто — без ограничения. Когда время выйдет, процесс пойдёт дальше с пометкой «Срок прошёл».",
        en: "Empty is without limit. When the time is up the process goes on, marked “The deadline passed”.")
    static let longTimeout = Text(ru: "Не больше 525 600 минут: это год.", en: "No more than 525,600 minutes, which is a year.")
    static let onUnknown = Text(ru: "Если неизвестно, дошёл ли запрос", en: "When it is unknown whether the request arrived")
    static let again = Text(ru: "Повторить с тем же event_token", en: "Repeat with the same event_token")
    static let ask = Text(ru: "Не повторять, спросить человека", en: "Do not repeat, ask a person")
    static let onUnknownHelp = Text(
        ru: "Приложение, которое помнит event_token, выполнит робота ровно один раз. Не помнит — выберите «спросить»: не больше одного раза.",
        en: "A program that remembers event_token acts exactly once. If it does not, choose to ask: at most once.")
}
