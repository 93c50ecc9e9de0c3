import Kernel

enum PostgresTexts {
    static let wrongURL = Text(
        ru: "Адрес базы PostgreSQL пишется так: postgres://пользователь:пароль@сервер:5432/имя_базы.",
        en: "The address of a PostgreSQL database looks like this: postgres://user:password@host:5432/database.")
    static let unreachable = Text(
        ru: "Сервер PostgreSQL не отвечает ({place}). Проверьте, что он запущен и доступен с этой машины. Ответ: {answer}",
        en: "The PostgreSQL server does not answer ({place}). Check that it runs and can be reached from here. It said: {answer}")
    static let wrongPassword = Text(
        ru: "PostgreSQL не принял имя или пароль ({place}). Исправьте их в адресе базы или задайте пароль в ~/.pgpass.",
        en: "PostgreSQL refused the name or the password ({place}). Correct them in the address or put the password into ~/.pgpass.")
    static let noSuchDatabase = Text(
        ru: "На сервере нет базы «{name}». Создайте её: {command}",
        en: "The server has no database “{name}”. Create it: {command}")
    static let tooManyConnections = Text(
        ru: "У сервера PostgreSQL кончились подключения ({place}). Увеличьте max_connections или остановите лишние программы.",
        en: "The PostgreSQL server has no connections left ({place}). Raise max_connections or stop other programs.")
    static let tooOld = Text(
        ru: "Нужен PostgreSQL 15 или новее, на сервере {version}.",
        en: "PostgreSQL 15 or newer is needed; the server has {version}.")
    static let wrongEncoding = Text(
        ru: """
            База «{name}» хранит тексты в кодировке {encoding}, нужна UTF8. Создайте базу заново: {command}
            """,
        en: "The database “{name}” keeps its texts in {encoding}; UTF8 is needed. Create it anew: {command}")
    static let wrongLocale = Text(
        ru: """
            База «{name}» сортирует тексты правилами операционной системы: с её обновлением они меняются, и индексы портятся. \
            Нужны правила ICU. Создайте базу заново: {command}
            """,
        en: """
            The database “{name}” sorts texts by the rules of the operating system: an update of it changes them and spoils \
            the indexes. The rules of ICU are needed. Create it anew: {command}
            """)
    static let pooler = Text(
        ru: """
            Между порталом и PostgreSQL стоит пулер, который даёт соединение на одну транзакцию или запрос (PgBouncer с pool_mode = \
            transaction или statement). Порталу нужны свои соединения. Укажите адрес самого сервера или поставьте pool_mode = \
            session: лишних соединений портал не открывает.
            """,
        en: """
            A pooler that lends a connection for one transaction or statement stands between the portal and PostgreSQL (PgBouncer \
            with pool_mode = transaction or statement). The portal needs connections of its own. Give the address of the server \
            itself, or set pool_mode = session: the portal opens no more connections than it needs.
            """)
    static let mayNotCreate = Text(
        ru: "Пользователь PostgreSQL не может создавать таблицы в базе «{name}». Сделайте его владельцем: {command}",
        en: "The PostgreSQL user may not create tables in the database “{name}”. Make him its owner: {command}")
    static let lost = Text(
        ru: "База данных сейчас не отвечает. Ничего не потеряно: повторите через минуту.",
        en: "The database does not answer right now. Nothing is lost: try again in a minute.")
    static let unknownOutcome = Text(
        ru: """
            Связь с базой оборвалась в момент сохранения, и неизвестно, сохранилось ли изменение. Откройте страницу заново и \
            проверьте, прежде чем повторять.
            """,
        en: """
            The connection to the database broke at the moment of saving, and it is not known whether the change was kept. Open \
            the page again and look before you repeat it.
            """)
    static let busy = Text(
        ru: "Эти данные сейчас меняет кто-то другой. Повторите через несколько секунд.",
        en: "Somebody else is changing these data right now. Try again in a few seconds.")
    static let tooSlow = Text(
        ru: "База данных не успела ответить. Повторите позже или сузьте отбор.",
        en: "The database did not answer in time. Try again later or narrow the selection.")
    static let stopping = Text(
        ru: "Портал останавливается. Повторите через минуту.",
        en: "The portal is stopping. Try again in a minute.")
}
