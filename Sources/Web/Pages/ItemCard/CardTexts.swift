import CRM
import Kernel

/// The words of an item's card.
enum CardTexts {
    static let number = Text(ru: "{entity} № {id}", en: "{entity} {id}")
    static let title = Text(ru: "Название", en: "Title")
    static let editTitle = Text(ru: "Изменить название", en: "Change the title")
    static let save = Text(ru: "Сохранить", en: "Save")
    static let saved = Text(ru: "Сохранено", en: "Saved")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let pipeline = Text(ru: "Воронка", en: "Pipeline")
    static let onStage = Text(ru: "на стадии {span}", en: "in this stage for {span}")
    static let paid = Text(ru: "Оплачено {sum}", en: "{sum} paid")
    static let yes = Text(ru: "Да", en: "Yes")
    static let no = Text(ru: "Нет", en: "No")
    static let notChosen = Text(ru: "Не выбрано", en: "Not chosen")
    static let empty = Text(ru: "пусто", en: "empty")
    static let nothing = Text(ru: "ничего", en: "nothing")
    static let portal = Text(ru: "Портал", en: "The portal")
    static let who = Text(ru: "Кто", en: "Who")
    static let field = Text(ru: "Поле", en: "Field")
    static let change = Text(ru: "Было → стало", en: "Before → after")
    static let contacts = Text(ru: "Контакты", en: "Contacts")

    static let sectionAbout = Text(ru: "Основное", en: "General")
    static let sectionClient = Text(ru: "Клиент", en: "Client")
    static let sectionProcess = Text(ru: "Данные процесса", en: "Process data")
    static let sectionSource = Text(ru: "Источник", en: "Source")
    static let sectionSystem = Text(ru: "Служебное", en: "Record")
    static let emptyFields = Text(ru: "Незаполненные поля: {count}", en: "Empty fields: {count}")
    static let findItem = Text(ru: "Найти по названию, телефону, почте", en: "Find by name, phone, e-mail")
    static let nothingFound = Text(ru: "Ничего не нашлось", en: "Nothing found")

    static let finish = Text(ru: "Завершить", en: "Close")
    static let finishDeal = Text(ru: "Чем закончилась сделка?", en: "How did the deal end?")
    static let finishLead = Text(ru: "Чем закончилась работа с лидом?", en: "How did the lead end?")
    static let failureReason = Text(ru: "Не получилось, причина:", en: "Not successful because:")
    static let reopen = Text(ru: "Вернуть в работу", en: "Reopen")
    static let fillFor = Text(ru: "Заполните для стадии «{stage}»", en: "Fill in for the stage “{stage}”")
    static let fillIn = Text(ru: "Заполните это поле", en: "Fill in this field")
    static let saveAndMove = Text(ru: "Сохранить и перевести", en: "Save and move")
    static let moved = Text(ru: "Стадия изменена", en: "The stage is changed")
    static let mayNotChange = Text(
        ru: "У вас нет права изменять этот элемент. Обратитесь к ответственному или администратору.",
        en: "You may not change this item. Ask the responsible person or an administrator.")
    static let nowStands = Text(
        ru: "Сейчас там: {value}. Чтобы заменить своим значением, сохраните ещё раз.",
        en: "It now reads: {value}. Save again to replace it with yours.")
    static let badMoment = Text(
        ru: "«{field}»: введите дату и время как 23.11.2026 10:30.",
        en: "“{field}”: write date and time as 2026-11-23 10:30.")

    static let qualify = Text(ru: "Сделать целевым", en: "Qualify")
    static let qualified = Text(ru: "Лид стал целевым", en: "The lead is qualified")
    static let convert = Text(ru: "Создать контакт и сделку", en: "Create contact and deal")
    static let converted = Text(ru: "Лид сконвертирован", en: "The lead is converted")
    static let noSuccess = Text(
        ru: "В воронке лидов нет успешной стадии. Добавьте её в настройках.",
        en: "The lead pipeline has no success stage. Add one in the settings.")
    static let copyDeal = Text(ru: "Копировать сделку", en: "Copy the deal")
    static let copied = Text(ru: "Это копия сделки", en: "This is the copy of the deal")
    static let changePipeline = Text(ru: "Сменить воронку", en: "Change the pipeline")
    static let choosePipeline = Text(ru: "Выберите воронку.", en: "Choose a pipeline.")
    static let delete = Text(ru: "Удалить в корзину", en: "Move to the recycle bin")
    static let deleted = Text(ru: "Перемещено в корзину", en: "Moved to the recycle bin")
    static let restore = Text(ru: "Восстановить", en: "Restore")
    static let restored = Text(ru: "Восстановлено из корзины", en: "Restored from the recycle bin")
    static let inBin = Text(
        ru: "Элемент в корзине: роботы остановлены, изменить его нельзя.",
        en: "This item is in the recycle bin: its robots are stopped, it cannot be changed.")

    static let planned = Text(ru: "Запланировано", en: "Planned")
    static let nothingPlanned = Text(
        ru: "Дел не запланировано. Наметьте следующий шаг, чтобы не потерять клиента.",
        en: "Nothing is planned. Plan the next step so that the client is not lost.")
    static let pinned = Text(ru: "Закреплено", en: "Pinned")
    static let pin = Text(ru: "Закрепить", en: "Pin")
    static let unpin = Text(ru: "Открепить", en: "Unpin")
    static let history = Text(ru: "История", en: "History")
    static let showMore = Text(ru: "Показать ещё", en: "Show more")
    static let comment = Text(ru: "Комментарий", en: "Comment")
    static let commentDeleted = Text(ru: "Комментарий удалён", en: "The comment was deleted")
    static let edited = Text(ru: "(изменено)", en: "(edited)")
    static let overdue = Text(ru: "просрочено", en: "overdue")
    static let waitsForAnswer = Text(ru: "клиент ждёт ответа", en: "the client waits for an answer")
    static let complete = Text(ru: "Завершить", en: "Complete")
    static let result = Text(ru: "Результат", en: "Result")
    static let reschedule = Text(ru: "Перенести", en: "Reschedule")
    static let inHour = Text(ru: "Через час", en: "In an hour")
    static let tomorrow = Text(ru: "Завтра", en: "Tomorrow")
    static let inThreeDays = Text(ru: "Через 3 дня", en: "In 3 days")
    static let inWeek = Text(ru: "Через неделю", en: "In a week")

    static let productName = Text(ru: "Товар или услуга", en: "Product or service")
    static let price = Text(ru: "Цена", en: "Price")
    static let quantity = Text(ru: "Кол-во", en: "Quantity")
    static let unit = Text(ru: "Ед.", en: "Unit")
    static let discount = Text(ru: "Скидка, %", en: "Discount, %")
    static let tax = Text(ru: "НДС", en: "Tax")
    static let noTax = Text(ru: "Без НДС", en: "No tax")
    static let sum = Text(ru: "Сумма", en: "Sum")
    static let total = Text(ru: "Итого", en: "Total")
    static let itemAmount = Text(ru: "Сумма в карточке", en: "Amount on the card")
    static let manualAmount = Text(ru: "Сумма вводится вручную", en: "The amount is set by hand")
    static let manualHelp = Text(
        ru: "Иначе сумма карточки равна итогу по товарам.", en: "Otherwise the card's amount is the products' total.")
    static let addProduct = Text(ru: "Добавить строку", en: "Add a row")
    static let removeProduct = Text(ru: "Удалить строку", en: "Remove the row")
    static let noProducts = Text(ru: "Товаров нет", en: "No products")
    static let badProduct = Text(
        ru: "Строка {row}: введите цену и количество числами.", en: "Row {row}: write price and quantity as numbers.")

    static let newTask = Text(ru: "Поставить задачу", en: "Give a task")
    static let noTasks = Text(ru: "Задач нет", en: "No tasks")
    static let noTasksHint = Text(
        ru: "Поставьте первую задачу по этой карточке.", en: "Give the first task on this card.")
    static let taskColumn = Text(ru: "Задача", en: "Task")
    static let taskState = Text(ru: "Состояние", en: "State")

    static let becameOfLead = Text(ru: "Создано из лида", en: "Made of this lead")
    static let original = Text(ru: "Исходная сделка", en: "Original deal")
    static let copies = Text(ru: "Копии", en: "Copies")
    static let noLinks = Text(ru: "Связей пока нет", en: "No links yet")
    static let noLinksHint = Text(
        ru: "Здесь появятся клиент, сделки, исходный лид и копии.",
        en: "The client, deals, the lead and copies will stand here.")

    static let stageHistory = Text(ru: "Движение по стадиям", en: "Way through the stages")
    static let cameIn = Text(ru: "Вход", en: "Entered")
    static let stayed = Text(ru: "Пробыл", en: "Stayed")
    static let fieldHistory = Text(ru: "Изменения полей", en: "Changes of fields")
    static let noChanges = Text(ru: "Поля ещё не меняли", en: "No field has been changed yet")

    /// How a code stands in a sentence.
    static let quotes = [Text(ru: "«{code}»", en: "“{code}”")]
}

extension CardTab {
    var title: Text {
        switch self {
        case .general: Text(ru: "Общее", en: "General")
        case .products: Text(ru: "Товары", en: "Products")
        case .tasks: Text(ru: "Задачи", en: "Tasks")
        case .robots: Text(ru: "Роботы", en: "Robots")
        case .links: Text(ru: "Связи", en: "Links")
        case .history: Text(ru: "История", en: "History")
        }
    }
}
