import Kernel

enum ItemTexts {
    static let notFound = Text(
        ru: "Такого элемента нет или он вам недоступен: {entity} №{id}", en: "There is no such item, or you may not see it: {entity} {id}")
    static let mayNotCreate = Text(
        ru: "У вас нет права добавлять: {entity}. Обратитесь к администратору", en: "You may not add items here: {entity}. Ask an administrator")
    static let mayNotChange = Text(
        ru: "У вас нет права изменять этот элемент. Обратитесь к ответственному или администратору",
        en: "You may not change this item. Ask the responsible person or an administrator")
    static let mayNotDelete = Text(
        ru: "У вас нет права удалить этот элемент. Обратитесь к администратору", en: "You may not delete this item. Ask an administrator")
    static let conflict = Text(
        ru: "Пока вы редактировали, карточку изменил другой сотрудник: {who}. Обновите её и внесите изменения ещё раз",
        en: "The card was changed meanwhile by {who}. Reload it and make your changes again")
    static let portal = Text(ru: "портал (робот или импорт)", en: "the portal (a robot or an import)")
    static let missing = Text(
        ru: "Для стадии «{stage}» заполните: {fields}", en: "To enter the stage “{stage}” fill in: {fields}")
    static let deleted = Text(
        ru: "Элемент в корзине. Сначала восстановите его", en: "The item is in the recycle bin. Restore it first")
    static let noStages = Text(ru: "У элементов этого вида нет стадий", en: "Items of this kind have no stages")
    static let noSuchLink = Text(
        ru: "«{field}»: элемента №{id} нет, выберите другой", en: "“{field}”: there is no item {id}, choose another")
    static let noSuchUser = Text(
        ru: "«{field}»: сотрудника №{id} нет, выберите другого", en: "“{field}”: there is no person {id}, choose another")
    static let noSuchFile = Text(
        ru: "«{field}»: файл не найден, приложите его ещё раз", en: "“{field}”: the file is not there, attach it again")
    static let emptyCompany = Text(ru: "Укажите название компании", en: "Give the company's name")
    static let emptyContact = Text(
        ru: "Укажите имя, фамилию, телефон или e-mail", en: "Give a first or last name, a phone number or an e-mail address")
    static let untitled = Text(ru: "{entity} №{id}", en: "{entity} {id}")
    static let paymentPositive = Text(
        ru: "Сумма оплаты должна быть больше нуля", en: "The payment must be more than zero")
    static let paymentCurrency = Text(
        ru: "Оплата в {payment}, а сделка в {deal}. Укажите оплату в валюте сделки",
        en: "The payment is in {payment}, the deal in {deal}. Give it in the deal's currency")
    static let onlyDeals = Text(ru: "Это действие только для сделок", en: "This is for deals only")
    static let onlyStaged = Text(ru: "Товары и оплата бывают у лидов и сделок", en: "Only leads and deals have products and payments")
    static let stale = Text(ru: "Страница устарела, обновите её", en: "The page is out of date, reload it")
}
