import Automation
import CRM
import Kernel

/// A robot or another block whose results can be inserted as `{=id:name}`.
struct ResultGiver: Sendable {
    let id: String
    let title: Text
    let results: [ResultSpec]
}

extension ResultGiver {
    /// What a process is given.
    init(_ named: NamedProcess) {
        let parameters = named.parameters.map { ResultSpec($0.code, Text(verbatim: $0.title), ComparedType($0.kind)) }
        self.init(id: NamedProcess.parameters, title: ProcessesTexts.process, results: parameters)
    }
}

extension ComparedType {
    fileprivate init(_ kind: NamedProcess.Parameter.Kind) {
        self =
            switch kind {
            case .text: .text
            case .number: .number
            case .date: .date
            case .yesNo: .bool
            case .user: .user
            }
    }
}

extension Block {
    /// The block and those in it that give results.
    func resultGivers(_ store: AutomationStore) -> [ResultGiver] {
        family.compactMap { block in
            switch block {
            case .robot(let setting):
                ResultGiver(id: setting.id, title: Text(verbatim: setting.title), results: store.catalog[robot: setting.kind]?.results ?? [])
            case .each(let id, let title, let list, _, _):
                ResultGiver(id: id, title: title.isEmpty ? WaitTexts.each : Text(verbatim: title), results: list.elementSpecs)
            case .branch, .choice, .parallel, .delay, .loop, .wait, .stop: nil
            }
        }
    }
}

extension ListSource {
    /// What can be inserted of the element whose turn it is.
    fileprivate var elementSpecs: [ResultSpec] {
        let parts: [ResultSpec] =
            switch self {
            case .values: [ResultSpec(ListSource.element, WaitTexts.element)]
            case .rows(.products):
                [
                    ResultSpec("NAME", WaitTexts.productName), ResultSpec("QUANTITY", WaitTexts.quantity, .number),
                    ResultSpec("UNIT", WaitTexts.unit), ResultSpec("PRICE", WaitTexts.price, .money), ResultSpec("SUM", WaitTexts.sum, .money),
                ]
            case .rows(.contacts):
                [
                    ResultSpec(ListSource.element, WaitTexts.contact, .item), ResultSpec("NAME", WaitTexts.productName),
                    ResultSpec("PHONE", WaitTexts.phone), ResultSpec("EMAIL", WaitTexts.email),
                ]
            }
        return parts + [ResultSpec(ListSource.number, WaitTexts.number, .number), ResultSpec(ListSource.count, WaitTexts.count, .number)]
    }
}

/// Lists what can be inserted on the items of a pipeline.
struct VocabularyGroups {
    typealias Entry = Vocabulary.Entry
    let entity: EntityType
    let fields: FieldRegistry
    let constants: [Constant]
    let robots: [ResultGiver]

    var all: [Vocabulary.Group] {
        let groups = [own] + links + [constantGroup, resultGroup, system]
        return groups.filter { !$0.entries.isEmpty }
    }

    private var own: Vocabulary.Group {
        Vocabulary.Group(title: entity.name, entries: fields.fields(of: entity).map { entry($0, prefix: "") } + extras)
    }

    private func entry(_ field: CRM.Field, prefix: String, link: Text? = nil) -> Entry {
        let title = link.map { VocabularyTexts.ofLink.with(["link": $0, "field": field.title]) } ?? field.title
        return Entry(
            object: "Document", field: prefix + field.code.rawValue, title: title, type: ComparedType(field), source: field)
    }

    private func plain(_ code: String, _ title: Text, _ type: ComparedType) -> Entry {
        Entry(object: "Document", field: code, title: title, type: type, source: nil)
    }

    private var extras: [Entry] {
        [
            plain("PREVIOUS_STAGE_ID", VocabularyTexts.previousStage, .stage),
            plain("NEXT_ACTIVITY_AT", VocabularyTexts.nextActivity, .dateTime),
            plain("CLOSED", VocabularyTexts.isClosed, .bool), plain("IS_PAID", VocabularyTexts.isPaid, .bool),
            plain("ASSIGNED_BY_FRIENDLY", VocabularyTexts.responsibleName, .text),
        ]
    }

    // MARK: Linked items

    private var links: [Vocabulary.Group] {
        var links = [link("CONTACT", VocabularyTexts.contact, .contact), link("COMPANY", VocabularyTexts.company, .company)]
        if entity == .deal {
            links += [link("ORIGINAL", VocabularyTexts.original, .deal), link("LEAD", VocabularyTexts.lead, .lead)]
        }
        return links
    }

    private func link(_ code: String, _ title: Text, _ target: EntityType) -> Vocabulary.Group {
        let shown = fields.fields(of: target).filter { !$0.flags.contains(.technical) }
        var entries = shown.map { entry($0, prefix: code + ".", link: title) }
        if target == .contact {
            entries.insert(plain("\(code).FULL_NAME", linked(title, VocabularyTexts.fullName), .text), at: 0)
        }
        if target.hasStages { entries.append(plain("\(code).CLOSED", linked(title, VocabularyTexts.isClosed), .bool)) }
        return Vocabulary.Group(title: title, entries: entries)
    }

    private func linked(_ link: Text, _ field: Text) -> Text { VocabularyTexts.ofLink.with(["link": link, "field": field]) }

    // MARK: Everything else

    private var constantGroup: Vocabulary.Group {
        Vocabulary.Group(
            title: VocabularyTexts.constants,
            entries: constants.map { constant in
                Entry(
                    object: constant.isVariable ? "GlobalVar" : "GlobalConst", field: constant.code,
                    title: VocabularyTexts.constant.with(["title": constant.title]), type: constant.kind.compared, source: nil)
            })
    }

    private var resultGroup: Vocabulary.Group {
        Vocabulary.Group(
            title: VocabularyTexts.results,
            entries: robots.flatMap { robot in
                robot.results.map { result in
                    Entry(
                        object: robot.id, field: result.name,
                        title: linked(robot.title, result.title), type: result.type, source: nil)
                }
            })
    }

    private var system: Vocabulary.Group {
        Vocabulary.Group(
            title: VocabularyTexts.system,
            entries: [
                Entry(object: "System", field: "Now", title: VocabularyTexts.now, type: .dateTime, source: nil),
                Entry(object: "System", field: "Date", title: VocabularyTexts.today, type: .date, source: nil),
            ])
    }
}

extension ComparedType {
    /// How values of a field are compared.
    init(_ field: CRM.Field) {
        self =
            switch field.type.code {
            case "integer", "double": .number
            case "money": .money
            case "date": .date
            case "datetime": .dateTime
            case "boolean": .bool
            case "enumeration", "source": .option
            case "crm": .item
            case "employee": .user
            case "crm_status": .stage
            case "file": .file
            default: .text
            }
    }
}

extension Constant.Kind {
    fileprivate var compared: ComparedType {
        switch self {
        case .user: .user
        case .string: .text
        case .number: .number
        case .date: .date
        case .yesNo: .bool
        }
    }
}
