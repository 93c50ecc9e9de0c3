import CRM
import Kernel

/// What the robots that write to clients ask and say.
enum MessageTexts {
    static let client = Text(ru: "Клиент: контакт, иначе компания", en: "The client: contact, else company")
    static let contact = Text(ru: "Контакт", en: "Contact")
    static let company = Text(ru: "Компания", en: "Company")
    static let people = Text(ru: "Сотрудник", en: "Colleague")
    static let address = Text(ru: "Другой адрес", en: "Another address")
    static let number = Text(ru: "Другой номер", en: "Another number")
    static let whichPeople = Text(ru: "Какой сотрудник", en: "Which colleague")
    static let whichAddress = Text(ru: "Адрес", en: "Address")
    static let whichNumber = Text(ru: "Номер", en: "Number")

    static let missing = Text(ru: "Если отправлять некуда", en: "When there is nowhere to send it")
    static let skip = Text(ru: "Не отправлять и идти дальше", en: "Do not send, go on")
    static let stop = Text(ru: "Остановиться и сообщить администратору", en: "Stop and tell the administrator")
    static let waits = Text(ru: "Ждать, пока уйдёт", en: "Wait until it is sent")
    static let onlyOnStage = Text(ru: "Отправить, только пока элемент на стадии", en: "Send only while the item is on the stage")
    static let sentTo = Text(ru: "Кому отправлено", en: "Sent to")

    static let mailConnection = Text(ru: "Почта", en: "Mail connection")
    static let smsConnection = Text(ru: "Провайдер SMS", en: "SMS provider")
    static let byDefault = Text(
        ru: "Не выбрано — первое включённое подключение.", en: "Not chosen: the first connection that is switched on.")
    static let from = Text(
        ru: "Его имя увидит получатель, на его почту придёт ответ. Уходит письмо с адреса подключения.",
        en: "The receiver sees this name and answers to this person's mailbox. The letter leaves from the connection's address.")
    static let files = Text(ru: "Приложить файлы из полей", en: "Attach files of fields")
    static let filesHelp = Text(ru: "Берутся поля с файлами, всего до 15 МБ.", en: "Fields with files, 15 MB in all at most.")
    static let smsText = Text(
        ru: "До 1000 знаков. Длинное SMS делится на части: по 70 знаков с русскими буквами.",
        en: "Up to 1000 characters. A long one is split: 160 characters a part, 70 with letters beyond Latin.")

    static let noAddress = Text(ru: "нет адреса почты получателя", en: "the receiver has no mail address")
    static let noNumber = Text(ru: "нет номера телефона получателя", en: "the receiver has no phone number")
    static let stoppedNoAddress = Text(
        ru: "Отправить некуда: у получателя не указана почта. Заполните её и нажмите «Повторить».",
        en: "There is nowhere to send it: the receiver has no mail address. Fill it in and press Retry.")
    static let stoppedNoNumber = Text(
        ru: "Отправить некуда: у получателя не указан телефон. Заполните его и нажмите «Повторить».",
        en: "There is nowhere to send it: the receiver has no phone number. Fill it in and press Retry.")
    static let badAddress = Text(ru: "«{address}» — не адрес почты.", en: "“{address}” is no mail address.")
    static let badNumber = Text(ru: "«{number}» — не номер телефона.", en: "“{number}” is no phone number.")
    static let tooMany = Text(ru: "Адресов больше {most}. Разделите рассылку.", en: "More than {most} addresses. Split the letter.")
    static let tooLong = Text(ru: "Текст SMS длиннее {most} знаков: сейчас {count}.", en: "The SMS has {count} characters, {most} at most.")
    static let noText = Text(ru: "После подстановки текст пуст.", en: "The text is empty once its insertions are filled in.")
    static let filesTooLarge = Text(
        ru: "Файлов на {size} МБ, а письмо вмещает {most}. Уберите часть.", en: "The files take {size} MB, a letter holds {most}. Leave some out.")
    static let needsAddress = Text(ru: "Укажите адрес.", en: "Give an address.")
    static let needsNumber = Text(ru: "Укажите номер.", en: "Give a number.")
    static let needsPeople = Text(ru: "Выберите сотрудника.", en: "Choose a colleague.")

    static let noMailConnector = Text(
        ru: "Нет подключения к почте, письмо не отправлено. Эта версия портала отправлять почту ещё не умеет: выключите робота или поставьте вместо него «Поставить задачу», а после обновления подключите почту и нажмите «Повторить».",
        en: "There is no mail connection, the letter was not sent. This version cannot send mail yet: switch the robot off or put “Create a task” in its place, and press Retry once mail is connected after an update.")
    static let noMailConnection = Text(
        ru: "Нет подключения к почте, письмо не отправлено. Добавьте его в «Настройки → Почта» и нажмите «Повторить».",
        en: "There is no mail connection, the letter was not sent. Add one in Settings → Mail and press Retry.")
    static let noSMSConnection = Text(
        ru: "Нет подключения к SMS, сообщение не отправлено. Добавьте провайдера: установите его приложение (REST API, messageservice.sender.add) и нажмите «Повторить».",
        en: "There is no SMS connection, the message was not sent. Add a provider: install its program (REST API, messageservice.sender.add), and press Retry.")
}
