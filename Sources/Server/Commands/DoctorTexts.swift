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

    static let postgres = Text(ru: "PostgreSQL {version}.", en: "PostgreSQL {version}.")
    static let durable = Text(
        ru: "Сервер базы хранит подтверждённое и после отключения питания.",
        en: "The database server keeps what it has confirmed, also over a power cut.")
    static let notDurable = Text(
        ru: "На сервере базы выключено «{setting}»: отключение питания может испортить базу. Включите его в postgresql.conf.",
        en: "“{setting}” is off on the database server: a power cut may damage the database. Switch it on in postgresql.conf.")
    static let noVacuum = Text(
        ru: "На сервере базы выключена очистка (autovacuum): таблицы будут расти и замедляться. Включите её в postgresql.conf.",
        en: "Autovacuum is off on the database server: tables will grow and slow down. Switch it on in postgresql.conf.")
    static let vacuum = Text(ru: "Очистка таблиц справляется.", en: "Vacuum keeps up.")
    static let graveyard = Text(
        ru: "В таблице {table} {dead} мёртвых строк на {live} живых: очистка не справляется или ей мешает долгая транзакция.",
        en: "The table {table} has {dead} dead rows beside {live} living ones: vacuum does not keep up, or a long transaction is in its way.")
    static let oldTransaction = Text(
        ru: "Транзакция открыта {seconds} с (процесс {pid}, программа «{program}», пользователь {user}): она мешает очистке. Завершите её: select pg_terminate_backend({pid})",
        en: "A transaction has been open for {seconds} s (process {pid}, program “{program}”, user {user}): it is in the way of vacuum. End it: select pg_terminate_backend({pid})")
    static let noOldTransaction = Text(ru: "Долгих транзакций нет.", en: "No transaction is open for long.")
    static let connections = Text(ru: "Подключения к базе: {used} из {most}.", en: "Connections to the database: {used} of {most}.")
    static let fewConnections = Text(
        ru: "Подключения к базе кончаются: {used} из {most}. Увеличьте max_connections.",
        en: "Connections to the database are running out: {used} of {most}. Raise max_connections.")

    static func schema(pending: [String]) -> Text {
        pending.isEmpty
            ? Text(ru: "Схема базы свежая.", en: "The schema is up to date.")
            : Text(
                ru: "Схема старее программы: запуск сервера её обновит (\(pending.joined(separator: ", "))).",
                en: "The schema is older than the program: starting the server updates it (\(pending.joined(separator: ", "))).")
    }
}
