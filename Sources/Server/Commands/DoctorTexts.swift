import Kernel

enum DoctorTexts {
    static let intact = Text(ru: "База данных цела.", en: "The database is intact.")
    static let damaged = Text(
        ru: "База данных повреждена: {complaints}. Восстановите её из резервной копии.",
        en: "The database is damaged: {complaints}. Restore it from a backup.")
    static let sqlite = Text(ru: "SQLite {version}.", en: "SQLite {version}.")
    static let oldSQLite = Text(
        ru: "SQLite {version}: до 3.51.3 в ней есть ошибка сброса журнала. Портал пишет одним соединением, его она не касается; не открывайте базу другими программами, пока он работает.",
        en: "SQLite {version}: before 3.51.3 it has the WAL-reset bug. The portal writes on one connection and is not concerned; do not open the database with other programs while it runs.")
    static let log = Text(ru: "Журнал базы: {size} МБ.", en: "The database's log: {size} MB.")
    static let disk = Text(ru: "Свободно на диске: {percent} %.", en: "Free on the disk: {percent} %.")
    static let invariants = Text(ru: "Автоматика: все правила целостности выполнены.", en: "Automation: all invariants hold.")
    static let held = Text(
        ru: "Автоматика стоит и ждёт решения администратора: «Состояние автоматики».",
        en: "Automation is on hold and waits for an administrator: “Health of automation”.")
    static let zone = Text(ru: "Часовой пояс: {zone}.", en: "Time zone: {zone}.")

    static func schema(pending: [String]) -> Text {
        pending.isEmpty
            ? Text(ru: "Схема базы свежая.", en: "The schema is up to date.")
            : Text(
                ru: "Схема старее программы: запуск сервера её обновит (\(pending.joined(separator: ", "))).",
                en: "The schema is older than the program: starting the server updates it (\(pending.joined(separator: ", "))).")
    }
}
