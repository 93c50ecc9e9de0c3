import Kernel

/// What people read about accounts and the company's structure.
package enum PeopleTexts {
    static let unknownSelector = Text(
        ru: "Непонятно, кто имеется в виду: «{text}». Выберите человека, отдел или роль заново.",
        en: "It is not clear who is meant: “{text}”. Choose a person, department or role again.")
    package static let tooLong = Text(
        ru: "Слишком длинно: здесь помещается не больше {limit} знаков.",
        en: "Too long: there is room for {limit} characters at most.")
    package static let nameMissing = Text(ru: "Укажите имя или фамилию.", en: "Enter a first or a last name.")
    package static let badLogin = Text(
        ru: "Укажите адрес электронной почты, например name@company.ru: он же имя для входа.",
        en: "Enter an e-mail address such as name@company.com: it is also the sign-in name.")
    package static let loginTaken = Text(
        ru: "Сотрудник с адресом {login} уже есть. Укажите другой адрес или восстановите уволенного.",
        en: "There already is a person with the address {login}. Use another address or restore the dismissed person.")
    package static let noSuchUser = Text(
        ru: "Такого сотрудника нет. Обновите страницу.", en: "There is no such person. Reload the page.")
    package static let alreadyHasUsers = Text(
        ru: "Администратор уже создан: пока вы заполняли форму, это сделал кто-то другой. Войдите под своим именем.",
        en: "The administrator already exists: somebody else created one meanwhile. Please sign in.")
    package static let passwordTooShort = Text(
        ru: "Пароль слишком короткий: нужно не меньше {limit} знаков.",
        en: "The password is too short: use at least {limit} characters.")
    package static let passwordTooLong = Text(
        ru: "Пароль слишком длинный: не больше {limit} знаков.",
        en: "The password is too long: {limit} characters at most.")
    package static let wrongPassword = Text(
        ru: "Текущий пароль указан неверно.", en: "The current password is wrong.")
    package static let invitationOver = Text(
        ru: "Ссылка уже использована или устарела. Попросите администратора прислать новую.",
        en: "This link has been used or has expired. Ask the administrator for a new one.")
    package static let onlyConfigurers = Text(
        ru: "Для этого нужно право изменять настройки. Обратитесь к администратору.",
        en: "This needs the right to change settings. Ask the administrator.")
    package static let onlySelf = Text(
        ru: "Чужой профиль меняет только администратор.", en: "Only an administrator changes somebody else's profile.")
    package static let lastAdministrator = Text(
        ru: "Это последний администратор. Сначала назначьте другого.",
        en: "This is the last administrator. Appoint another one first.")
    package static let onlyAdministrators = Text(
        ru: "Назначать и снимать администраторов может только администратор.",
        en: "Only an administrator appoints and removes administrators.")
    package static let notYourself = Text(
        ru: "Нельзя уволить самого себя. Попросите другого администратора.",
        en: "You cannot dismiss yourself. Ask another administrator.")
    package static let stillNamed = Text(
        ru: "Сотрудник указан в настройках: {places}. Выберите, кто его заменит.",
        en: "This person is named in the settings: {places}. Choose who replaces them.")
    package static let badSubstitute = Text(
        ru: "Заменить может только другой работающий сотрудник.",
        en: "Only another active person can be the substitute.")
    package static let headOf = Text(ru: "руководитель отдела «{name}»", en: "head of the department “{name}”")
    package static let inConstant = Text(ru: "константа «{name}»", en: "constant “{name}”")
    package static let inForm = Text(ru: "веб-форма «{name}»", en: "web form “{name}”")

    package static let noSuchDepartment = Text(
        ru: "Такого отдела нет. Обновите страницу.", en: "There is no such department. Reload the page.")
    package static let departmentName = Text(
        ru: "Назовите отдел: от 1 до 200 знаков.", en: "Name the department: 1 to 200 characters.")
    package static let departmentCycle = Text(
        ru: "Отдел нельзя подчинить самому себе или своему подотделу. Выберите другой вышестоящий отдел.",
        en: "A department cannot be under itself or under its own sub-department. Choose another parent.")
    package static let departmentHasChildren = Text(
        ru: "В отделе есть подотделы. Сначала перенесите или удалите их.",
        en: "The department has sub-departments. Move or delete them first.")
    package static let headMustWork = Text(
        ru: "Руководителем может быть только работающий сотрудник.", en: "Only an active person can be the head.")
}
