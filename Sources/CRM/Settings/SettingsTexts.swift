import Kernel

/// What people read in the portal's settings.
package enum SettingsTexts {
    static let logGrows = Text(
        ru: "Журнал базы данных вырос до {size} МБ: другая программа держит базу открытой для чтения. Закройте её, иначе место на диске закончится",
        en: "The database's log has grown to {size} MB: another program keeps the database open for reading. Close it, or the disk will be full")
    static let badPublicAddress = Text(
        ru: "Адрес «{address}» не подходит. Укажите его как https://crm.example.ru: без пути, с http или https.",
        en: "The address “{address}” cannot be used. Write it as https://crm.example.com: no path, http or https.")
    package static let badEmail = Text(
        ru: "Это не адрес электронной почты. Укажите, например, admin@company.ru.",
        en: "This is no e-mail address. Enter one such as admin@company.com.")
    package static let badCountry = Text(ru: "Выберите страну из списка.", en: "Choose a country from the list.")
    package static let badWeekday = Text(
        ru: "Первый день недели — число от 1 (понедельник) до 7 (воскресенье).",
        en: "The first day of the week is a number from 1 (Monday) to 7 (Sunday).")

    package static let company = Text(ru: "Компания и сотрудники", en: "Company and employees")
    package static let community = Text(ru: "Сообщество и участники", en: "Community and members")

    package static let badConstantCode = Text(
        ru: "Код — латинские буквы, цифры и «_», первая буква, не длиннее 50 знаков. Например: Consultant.",
        en: "A code is Latin letters, digits and “_”, a letter first, 50 characters at most. For example: Consultant.")
    package static let constantTitle = Text(
        ru: "Назовите константу: от 1 до 200 знаков.", en: "Name the constant: 1 to 200 characters.")
    package static let constantTaken = Text(
        ru: "Код «{code}» уже занят. Выберите другой.", en: "The code “{code}” is taken. Choose another one.")
    package static let noSuchConstant = Text(
        ru: "Константы «{code}» нет. Проверьте код: большие и маленькие буквы различаются.",
        en: "There is no constant “{code}”. Check the code: capital and small letters differ.")
    package static let constantInUse = Text(
        ru: "Константа используется: {places}. Сначала уберите её оттуда.",
        en: "The constant is in use: {places}. Remove it from there first.")
    package static let wantsUser = Text(
        ru: "Выберите работающего сотрудника.", en: "Choose an active person.")
    package static let wantsNumber = Text(ru: "Укажите число, например 12,5.", en: "Enter a number, for example 12.5.")
    package static let wantsDate = Text(
        ru: "Укажите день, например 31.12.2026.", en: "Enter a day, for example 2026-12-31.")
    package static let wantsYesNo = Text(ru: "Выберите «да» или «нет».", en: "Choose yes or no.")
    package static let wantsText = Text(
        ru: "Укажите текст не длиннее {limit} знаков.", en: "Enter a text of {limit} characters at most.")
    package static let wantsOne = Text(
        ru: "Здесь может быть только одно значение.", en: "There can be only one value here.")

    package static let kindUser = Text(ru: "Сотрудник", en: "Person")
    package static let kindString = Text(ru: "Строка", en: "Text")
    package static let kindNumber = Text(ru: "Число", en: "Number")
    package static let kindDate = Text(ru: "Дата", en: "Date")
    package static let kindYesNo = Text(ru: "Да/Нет", en: "Yes/No")
    package static let everywhere = Text(ru: "Везде", en: "Everywhere")
    package static let inCRM = Text(ru: "Только CRM", en: "CRM only")
}

/// What the page «Готовность портала» says.
package enum ReadinessTexts {
    package static let workingHours = Text(ru: "Параметры рабочего времени", en: "Working hours")
    package static let workingHoursHint = Text(
        ru: "Роботы «в рабочее время» ждут начала рабочего дня: проверьте часы и часовой пояс.",
        en: "Robots set to working time wait for the working day: check the hours and the time zone.")
    package static let daysOff = Text(ru: "Выходные дни недели", en: "Weekly days off")
    package static let daysOffHint = Text(
        ru: "Отметьте дни, когда компания не работает.", en: "Mark the days when the company does not work.")
    package static let holidays = Text(ru: "Праздничные дни в году", en: "Holidays")
    package static let holidaysHint = Text(
        ru: "Перечислите через запятую, например 1.01,2.01,7.01,23.02,8.03,1.05,9.05,12.06,4.11.",
        en: "List them with commas, for example 1.01,2.01,7.01,23.02,8.03,1.05,9.05,12.06,4.11.")
    package static let company = Text(ru: "Название компании", en: "Company name")
    package static let companyHint = Text(
        ru: "Его видят сотрудники и клиенты в формах и письмах.", en: "Employees and clients see it in forms and mail.")
    package static let mail = Text(ru: "Почта администратора", en: "Administrator's e-mail")
    package static let mailHint = Text(
        ru: "Сюда портал сообщает о роботах, которые не смогли выполниться.",
        en: "The portal writes here about robots that could not run.")
    package static let structure = Text(ru: "Структура и руководители", en: "Structure and heads")
    package static let structureHint = Text(
        ru: "«Контроль» приходит руководителю отдела. Пока руководителей нет, он приходит администраторам.",
        en: "Control goes to the head of the department; without heads it goes to the administrators.")
    package static let people = Text(ru: "Сотрудники приглашены", en: "People are invited")
    package static let peopleHint = Text(
        ru: "В портале пока только вы. Пригласите коллег.", en: "You are alone here. Invite your colleagues.")
    package static let roleHint = Text(
        ru: "Роботы ставят задачи этому сотруднику. Пока он не указан, они сообщают об этом администратору.",
        en: "Robots give tasks to this person. Until one is chosen, they report to the administrator.")
    package static let dismissedHint = Text(
        ru: "Указан уволенный сотрудник. Выберите другого.", en: "The person chosen was dismissed. Choose another one.")
}
