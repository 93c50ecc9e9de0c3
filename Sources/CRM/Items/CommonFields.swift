import Kernel

/// Fields that several entities have; each entity's own file puts them in its order.
enum CommonFields {
    static func start(_ entity: EntityType, titleFlags: FieldFlags) -> [Field] {
        [
            Field(entity, .id, IntegerField(), .system(["id"]), Text(ru: "ID", en: "ID"), [.readOnly, .filter, .technical]),
            Field(entity, .title, StringField(), .system(["title"]), Text(ru: "Название", en: "Title"), titleFlags),
        ]
    }

    static func staged(_ entity: EntityType, pipelineFlags: FieldFlags) -> [Field] {
        [
            Field(
                entity, .stage(of: entity), StageField(), .system(["stage"]), Text(ru: "Стадия", en: "Stage"), [.list, .filter],
                aliases: [entity == .lead ? "STAGE_ID" : "STATUS_ID"]),
            Field(
                entity, .pipeline, PipelineField(), .system(["pipeline"]), Text(ru: "Воронка", en: "Pipeline"), pipelineFlags),
            Field(
                entity, "STAGE_SEMANTIC_ID", StringField(), .system(["semantics"]), Text(ru: "Вид стадии", en: "Stage kind"),
                [.readOnly, .technical], aliases: ["STATUS_SEMANTIC_ID"]),
            Field(
                entity, "STATUS_DESCRIPTION", TextField(), .system(["stage_comment"]),
                Text(ru: "Комментарий к стадии", en: "Stage comment"), aliases: ["STAGE_DESCRIPTION"]),
            Field(
                entity, .amount, MoneyField(), .system(["amount", "currency"]), Text(ru: "Сумма", en: "Amount"),
                [.list, .filter, .card], aliases: ["AMOUNT"]),
            Field(
                entity, .manualAmount, BooleanField(), .system(["is_manual_amount"]),
                Text(ru: "Сумма введена вручную", en: "Amount set by hand"), .technical),
            Field(
                entity, .paidAmount, MoneyField(), .system(["paid_amount", "currency"]), Text(ru: "Оплачено", en: "Paid"),
                [.readOnly, .filter, .technical]),
        ]
    }

    static func person(_ entity: EntityType) -> [Field] {
        [
            Field(
                entity, "HONORIFIC", ListField(), .system(["honorific"]), Text(ru: "Обращение", en: "Salutation"),
                options: [
                    FieldOption("MR", Text(ru: "Г-н", en: "Mr")), FieldOption("MS", Text(ru: "Г-жа", en: "Ms")),
                ]),
            Field(
                entity, .lastName, StringField(), .system(["last_name"]), Text(ru: "Фамилия", en: "Last name"), [.filter]),
            Field(entity, .name, StringField(), .system(["name"]), Text(ru: "Имя", en: "First name"), [.filter]),
            Field(entity, .secondName, StringField(), .system(["second_name"]), Text(ru: "Отчество", en: "Middle name")),
            Field(entity, "BIRTHDATE", DateField(), .system(["birth_date"]), Text(ru: "Дата рождения", en: "Birthday"), .filter),
            Field(entity, "POST", StringField(), .system(["post"]), Text(ru: "Должность", en: "Position")),
        ]
    }

    static func reach(_ entity: EntityType, cardFlags: FieldFlags = []) -> [Field] {
        let shown: FieldFlags = [.multiple, .list, .filter]
        return [
            Field(
                entity, .phone, PhoneField(), .communications(.phone), Text(ru: "Телефон", en: "Phone"), shown.union(cardFlags)),
            Field(entity, .email, EmailField(), .communications(.email), Text(ru: "E-mail", en: "E-mail"), shown),
            Field(entity, .web, WebField(), .communications(.web), Text(ru: "Сайт", en: "Web site"), .multiple),
            Field(
                entity, .messenger, MessengerField(), .communications(.messenger), Text(ru: "Мессенджер", en: "Messenger"),
                .multiple),
        ]
    }

    /// The address: its first line, and the parts that other programs keep apart.
    static func address(_ entity: EntityType) -> [Field] {
        func part(_ code: FieldCode, _ column: String, _ title: Text) -> Field {
            Field(entity, code, StringField(), .system([column]), title)
        }
        return [
            part("ADDRESS", "address", Text(ru: "Адрес", en: "Address")),
            part("ADDRESS_2", "address_2", Text(ru: "Адрес, вторая строка", en: "Address, second line")),
            part("ADDRESS_CITY", "city", Text(ru: "Город", en: "City")),
            part("ADDRESS_POSTAL_CODE", "postal_code", Text(ru: "Индекс", en: "Postal code")),
            part("ADDRESS_REGION", "region", Text(ru: "Район", en: "Region")),
            part("ADDRESS_PROVINCE", "province", Text(ru: "Область", en: "Province")),
            part("ADDRESS_COUNTRY", "country", Text(ru: "Страна", en: "Country")),
        ]
    }

    static func source(_ entity: EntityType) -> [Field] {
        [
            Field(
                entity, .source, SourceField(), .system(["source"]), Text(ru: "Источник", en: "Source"), [.filter],
                options: SourceTexts.options),
            Field(
                entity, "SOURCE_DESCRIPTION", TextField(), .system(["source_description"]),
                Text(ru: "Дополнительно об источнике", en: "More about the source")),
        ]
    }

    /// What every entity ends with.
    static func end(_ entity: EntityType) -> [Field] {
        [
            Field(
                entity, .responsible, UserField(), .system(["responsible_id"]),
                Text(ru: "Ответственный", en: "Responsible"), [.list, .filter, .card]),
            Field(entity, .comments, TextField(), .system(["comments"]), Text(ru: "Комментарий", en: "Comment"), .filter),
        ] + stamps(entity) + utm(entity)
    }

    private static func stamps(_ entity: EntityType) -> [Field] {
        func moment(_ code: FieldCode, _ column: String, _ title: Text, _ flags: FieldFlags = []) -> Field {
            Field(entity, code, DateTimeField(), .system([column]), title, flags.union([.readOnly, .technical]))
        }
        func person(_ code: FieldCode, _ column: String, _ title: Text) -> Field {
            Field(entity, code, UserField(), .system([column]), title, [.readOnly, .technical, .filter])
        }
        var fields = [
            moment(.createdAt, "created_at", Text(ru: "Создан", en: "Created"), [.list, .filter]),
            person("CREATED_BY_ID", "created_by", Text(ru: "Кем создан", en: "Created by")),
            moment(.modifiedAt, "modified_at", Text(ru: "Изменён", en: "Changed"), .filter),
            person("MODIFY_BY_ID", "modified_by", Text(ru: "Кем изменён", en: "Changed by")),
            moment(.lastActivityAt, "last_activity_at", Text(ru: "Последняя активность", en: "Last activity"), .filter),
        ]
        if entity.hasStages {
            fields.append(moment(.movedAt, "moved_at", Text(ru: "Перемещён", en: "Moved"), .filter))
            fields.append(person("MOVED_BY_ID", "moved_by", Text(ru: "Кем перемещён", en: "Moved by")))
            fields.append(moment(.closedAt, "closed_at", Text(ru: "Закрыт", en: "Closed"), .filter))
        }
        return fields
    }

    private static func utm(_ entity: EntityType) -> [Field] {
        ["SOURCE", "MEDIUM", "CAMPAIGN", "CONTENT", "TERM"].map { name in
            Field(
                entity, FieldCode("UTM_" + name), StringField(), .system(["utm_" + name.lowercased()]),
                Text(verbatim: "UTM \(name.lowercased())"), .technical)
        } + [
            Field(
                entity, "ORIGINATOR_ID", StringField(), .system(["originator"]), Text(ru: "Внешняя система", en: "External system"),
                .technical),
            Field(
                entity, "ORIGIN_ID", StringField(), .system(["origin"]), Text(ru: "Внешний код", en: "External id"), .technical),
        ]
    }
}
