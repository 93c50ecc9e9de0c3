import Kernel

/// What moving in says.
package enum MovingTexts {
    static let badAddress = Text(
        ru: """
            Это не адрес вебхука. Скопируйте его целиком в Битрикс24: «Разработчикам» → «Другое» → «Входящий вебхук». \
            Он выглядит так: https://компания.bitrix24.ru/rest/1/ключ/
            """,
        en: """
            This is no address of a webhook. Copy the whole of it in Bitrix24: “Developer resources” → “Other” → “Inbound webhook”. \
            It looks like https://company.bitrix24.com/rest/1/key/
            """)
    static let notEncrypted = Text(
        ru: "Адрес начинается с http://, ключ ушёл бы по сети открытым. Возьмите адрес с https://{host}/… По http можно обращаться только к порталу в своей сети.",
        en: "The address begins with http://: the key would travel in the open. Use https://{host}/… Plain http is for a portal in your own network only.")
    static let badKey = Text(
        ru: "Портал не принял ключ вебхука: он отозван, просрочен или скопирован не целиком. Создайте новый входящий вебхук и запустите перенос ещё раз — он продолжится с места остановки.",
        en: "The portal did not accept the webhook’s key: it was revoked, has expired or was not copied whole. Make a new inbound webhook and run the import again: it goes on where it stopped.")
    static let portalDeleted = Text(ru: "Этого портала Битрикс24 больше нет.", en: "This Bitrix24 portal does not exist any more.")
    static let notPaid = Text(
        ru: "На тарифе этого портала REST API закрыт. Включите пробный или платный тариф в Битрикс24 и повторите.",
        en: "The portal’s plan has no REST API. Switch a trial or paid plan on in Bitrix24 and try again.")
    static let noScope = Text(
        ru: "у вебхука нет права на это. Откройте вебхук в Битрикс24, добавьте право (crm, user, department, task, disk) и запустите ещё раз",
        en: "the webhook has no permission for it. Open the webhook in Bitrix24, add the permission (crm, user, department, task, disk) and run again")
    static let noAccess = Text(
        ru: "портал не показывает это владельцу вебхука. Создайте вебхук от имени администратора",
        en: "the portal does not show it to the webhook’s owner. Make the webhook as an administrator")
    static let noMethod = Text(ru: "портал не умеет это отдавать", en: "the portal has no method for it")
    static let refused = Text(ru: "портал ответил: {text} ({code})", en: "the portal answered: {text} ({code})")
    static let limit = Text(
        ru: "Портал долго отвечает «слишком много запросов». Подождите полчаса и запустите ещё раз — перенос продолжится. Поможет и --rate 1.",
        en: "The portal keeps answering “too many requests”. Wait half an hour and run again: the import goes on. --rate 1 helps as well.")
    static let notREST = Text(
        ru: "По адресу {host} отвечает не REST API Битрикс24 (код {status}). Проверьте адрес вебхука.",
        en: "What answers at {host} is not the REST API of Bitrix24 (status {status}). Check the webhook’s address.")
    static let redirected = Text(
        ru: "Портал переехал на {host}. Возьмите там новый адрес вебхука.",
        en: "The portal has moved to {host}. Take a new webhook address there.")
    static let noHost = Text(
        ru: "Адрес {host} не найден. Проверьте, как он написан, и есть ли у этого компьютера интернет.",
        en: "The address {host} was not found. Check its spelling, and whether this computer is connected to the internet.")
    static let noAnswer = Text(
        ru: "{host} не отвечает. Проверьте сеть и запустите ещё раз — перенос продолжится с места остановки.",
        en: "{host} does not answer. Check the network and run again: the import goes on where it stopped.")
    static let untrusted = Text(
        ru: "{host} не смог доказать, что это он: сертификат не принят. Ключ не отправлен.",
        en: "{host} could not prove who it is: its certificate is not accepted. The key was not sent.")
    static let noOrder = Text(
        ru: "Портал не соблюдает порядок в ответах {method}: продолжать бесполезно.",
        en: "The portal does not keep the order that {method} was asked for: going on makes no sense.")
    static let noFile = Text(ru: "файл не отдан порталом", en: "the portal does not give the file")
    static let fileStatus = Text(ru: "файл не отдан порталом (код {status})", en: "the portal does not give the file (status {status})")
    static let largeFile = Text(ru: "файл больше {limit} МБ", en: "the file is larger than {limit} MB")

    package static let noAdministrator = Text(
        ru: "На портале Prom2B ещё нет администратора. Запустите портал, создайте его и повторите.",
        en: "The Prom2B portal has no administrator yet. Start the portal, make one and try again.")
    package static let notAdministrator = Text(
        ru: "Владелец вебхука — не администратор портала: он видит не всё, и перенесётся не всё.",
        en: "The webhook’s owner is no administrator of the portal: he does not see everything, so not everything will be moved.")

    static let goingOn = Text(
        ru: "Продолжаю прерванный перенос. Изменения в том, что уже перенесено, принесёт следующий запуск.",
        en: "Going on with the move that was interrupted. Changes of what has been moved already come with the next run.")

    // MARK: What a record says

    static let noEmail = Text(ru: "нет e-mail: вместо логина поставлен {login}, замените его", en: "no e-mail: {login} was made up as the login, replace it")
    static let outsider = Text(ru: "не сотрудник (бот или внешний пользователь)", en: "not an employee (a bot or an outside user)")
    static let lostValue = Text(ru: "поле «{field}»: значение «{value}» не подошло ({reason})", en: "field “{field}”: the value “{value}” does not fit ({reason})")
    static let lostCommunication = Text(
        ru: "«{value}» не похоже на {field}; записано в комментарий", en: "“{value}” is no {field}; it was kept in the comment")
    static let kept = Text(ru: "{field}: {value}", en: "{field}: {value}")
    static let noStage = Text(ru: "стадии «{stage}» на портале нет; поставлена первая", en: "there is no stage “{stage}”; the first was taken")
    static let noOwner = Text(ru: "элемент, к которому это относится, не перенесён", en: "the item it belongs to was not moved")
    static let otherKind = Text(ru: "дела вида «{kind}» не переносятся", en: "activities of the kind “{kind}” are not moved")
    static let lostFile = Text(ru: "файл «{file}»: {reason}", en: "file “{file}”: {reason}")
    static let unknownType = Text(
        ru: "поле «{field}»: тип «{type}» здесь неизвестен, значения хранятся текстом", en: "field “{field}”: the type “{type}” is unknown here, its values are kept as text")
    static let otherType = Text(
        ru: "поле «{field}»: здесь уже есть поле {code} другого типа, значения пойдут в {own}", en: "field “{field}”: there is a field {code} of another type here, its values go into {own}")
    static let lostField = Text(ru: "поле «{field}» не создано: {reason}", en: "field “{field}” was not made: {reason}")
    static let secondSuccess = Text(
        ru: "стадия «{stage}» стала успешной «{own}»: успешная стадия в воронке одна", en: "stage “{stage}” became “{own}”: a pipeline has one success stage")
    static let lostPipeline = Text(ru: "воронка «{pipeline}» не перенесена: {reason}", en: "pipeline “{pipeline}” was not moved: {reason}")
    static let stageOf = Text(ru: "Стадия {code}", en: "Stage {code}")
    static let success = Text(ru: "Успешно", en: "Won")
    static let start = Text(ru: "Новая", en: "New")
}
