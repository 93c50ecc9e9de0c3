import Kernel

/// What people read when a value is not accepted. `{field}` is the field's title.
enum FieldTexts {
    static let wrongKind = Text(
        ru: "«{field}»: значение такого вида сюда не подходит", en: "“{field}” does not take a value of this kind")
    static let onlyOne = Text(ru: "«{field}»: укажите одно значение", en: "“{field}” takes one value only")
    static let tooLong = Text(
        ru: "«{field}»: не больше {limit} знаков, сократите текст", en: "“{field}” takes at most {limit} characters, shorten the text")
    static let notInteger = Text(
        ru: "«{field}»: введите целое число, например 15", en: "“{field}” takes a whole number, such as 15")
    static let notNumber = Text(
        ru: "«{field}»: введите число, например 15 или 2,5", en: "“{field}” takes a number, such as 15 or 2.5")
    static let notMoney = Text(
        ru: "«{field}»: введите сумму не более чем с двумя знаками после запятой, например 690 300,50",
        en: "“{field}” takes a sum with at most two decimals, such as 690 300.50")
    static let notYesNo = Text(ru: "«{field}»: ответьте «Да» или «Нет»", en: "“{field}” takes yes or no")
    static let notDate = Text(
        ru: "«{field}»: такого дня нет, введите дату как 23.11.2026", en: "“{field}”: there is no such day, write it as 2026-11-23")
    static let notDateTime = Text(
        ru: "«{field}»: введите дату и время как 23.11.2026 10:30", en: "“{field}” takes a date and time such as 2026-11-23 10:30")
    static let notOption = Text(
        ru: "«{field}»: варианта «{value}» нет, выберите один из: {options}",
        en: "“{field}” has no option “{value}”, choose one of: {options}")
    static let notUser = Text(ru: "«{field}»: выберите сотрудника", en: "“{field}”: choose a person")
    static let notFile = Text(ru: "«{field}»: приложите файл", en: "“{field}”: attach a file")
    static let notItem = Text(
        ru: "«{field}»: выберите элемент CRM", en: "“{field}”: choose a CRM item")
    static let notItemOf = Text(
        ru: "«{field}»: выберите {entity}", en: "“{field}”: choose a {entity}")
    static let notPhone = Text(
        ru: "«{field}»: «{value}» не похоже на телефон, введите номер с кодом, например +7 495 123-45-67",
        en: "“{field}”: “{value}” is no phone number, write it with its code, such as +7 495 123-45-67")
    static let notEmail = Text(
        ru: "«{field}»: «{value}» не похоже на адрес почты, введите его как name@example.ru",
        en: "“{field}”: “{value}” is no e-mail address, write it as name@example.com")
    static let notLink = Text(
        ru: "«{field}»: «{value}» не похоже на адрес сайта, введите его как example.ru",
        en: "“{field}”: “{value}” is no address of a site, write it as example.com")

    static let notSortable = Text(ru: "По полю «{field}» нельзя сортировать", en: "Lists cannot be sorted by “{field}”")
    static let noField = Text(
        ru: "Поля «{code}» нет у этого вида элементов ({entity}). Проверьте код или создайте поле в настройках",
        en: "There is no field “{code}” here ({entity}). Check the code or create the field in the settings")
    static let readOnly = Text(
        ru: "«{field}» заполняет портал, изменить его вручную нельзя", en: "“{field}” is filled by the portal and cannot be changed by hand")
    static let required = Text(ru: "Заполните поле «{field}»", en: "Fill in “{field}”")

    static let badCode = Text(
        ru: "Код поля «{code}»: латинские буквы, цифры и «_», в начале {prefix}, всего не больше 50 знаков",
        en: "Field code “{code}”: Latin letters, digits and “_”, starting with {prefix}, 50 characters at most")
    static let takenCode = Text(
        ru: "Поле с кодом «{code}» уже есть, выберите другой код", en: "There is a field with the code “{code}” already, choose another")
    static let badType = Text(
        ru: "Вида поля «{type}» нет. Есть: {types}", en: "There is no field type “{type}”. There are: {types}")
    static let noTitle = Text(ru: "Дайте полю название", en: "Give the field a title")
    static let notMultiple = Text(
        ru: "Поле вида «{type}» не может быть множественным", en: "A field of type “{type}” cannot hold several values")
    static let noOptions = Text(
        ru: "Добавьте списку хотя бы один вариант", en: "Give the list at least one option")
    static let doubleOption = Text(
        ru: "Код варианта «{code}» повторяется, сделайте коды разными", en: "The option code “{code}” is repeated, make the codes different")
    static let noStage = Text(
        ru: "«Обязательно со стадии»: стадии «{stage}» в воронке «{pipeline}» нет",
        en: "Required from a stage: there is no stage “{stage}” in the pipeline “{pipeline}”")
    static let changedType = Text(
        ru: "Вид поля «{field}» изменить нельзя: создайте новое поле", en: "The type of “{field}” cannot be changed: create a new field")

    static let string = Text(ru: "Строка", en: "String")
    static let text = Text(ru: "Текст", en: "Text")
    static let integer = Text(ru: "Целое число", en: "Whole number")
    static let double = Text(ru: "Число", en: "Number")
    static let money = Text(ru: "Деньги", en: "Money")
    static let boolean = Text(ru: "Да/Нет", en: "Yes/No")
    static let date = Text(ru: "Дата", en: "Date")
    static let dateTime = Text(ru: "Дата и время", en: "Date and time")
    static let list = Text(ru: "Список", en: "List")
    static let user = Text(ru: "Сотрудник", en: "Person")
    static let file = Text(ru: "Файл", en: "File")
    static let phone = Text(ru: "Телефон", en: "Phone")
    static let email = Text(ru: "E-mail", en: "E-mail")
    static let web = Text(ru: "Сайт", en: "Web site")
    static let messenger = Text(ru: "Мессенджер", en: "Messenger")
    static let item = Text(ru: "Привязка к элементам CRM", en: "Link to CRM items")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let pipeline = Text(ru: "Воронка", en: "Pipeline")
    static let source = Text(ru: "Источник", en: "Source")
    static let yes = Text(ru: "Да", en: "Yes")
    static let no = Text(ru: "Нет", en: "No")
    static let unknownPerson = Text(ru: "Сотрудник №{id}", en: "Person {id}")
    static let unknownFile = Text(ru: "Файл №{id}", en: "File {id}")
    static let unknownItem = Text(ru: "№{id}", en: "No. {id}")
}
