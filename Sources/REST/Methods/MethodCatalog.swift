import CRM

/// Every method of the API, by name in lower case. A new method is one declaration in its family's file.
package struct MethodCatalog: Sendable {
    package static let standard = MethodCatalog(
        [
            BatchMethod.methods,
            SystemMethods.methods,
            EventMethods.methods,
            ClassicItemMethods.methods,
            UniversalItemMethods.methods,
            ItemImportMethods.methods,
            LinkMethods.methods,
            ProductRowMethods.methods,
            ProductMethods.methods,
            SectionMethods.methods,
            CatalogProductMethods.methods,
            CatalogMethods.methods,
            DuplicateMethods.methods,
            StatusMethods.methods,
            CategoryMethods.methods,
            UserFieldMethods.methods,
            EnumMethods.methods,
            CurrencyMethods.methods,
            PeopleMethods.methods,
            UserChangeMethods.methods,
            TimelineCommentMethods.methods,
            TimelineMethods.methods,
            TimelineNoteMethods.methods,
            TaskMethods.methods,
            TaskPartMethods.methods,
            TaskReportMethods.methods,
            TaskMarkMethods.methods,
            TaskTimeMethods.methods,
            TaskLinkMethods.methods,
            TaskManifests.methods,
            ActivityMethods.methods,
            TodoMethods.methods,
            ActivityEnums.methods,
            ActivityTypeMethods.methods,
            ConfigurableMethods.methods,
            TelephonyMethods.methods,
            TelephonyLineMethods.methods,
            TelephonyTranscriptMethods.methods,
            AutomationMethods.methods,
            RobotMethods.methods,
            WorkflowMethods.methods,
            TemplateMethods.methods,
            NotifyMethods.methods,
            ChatMethods.methods,
            SenderMethods.methods,
            OptionMethods.methods,
        ].flatMap(\.self))

    /// In the order of their families.
    package let all: [RESTMethod]
    private let byName: [String: RESTMethod]

    init(_ methods: [RESTMethod]) {
        all = methods
        byName = Dictionary(uniqueKeysWithValues: methods.map { ($0.name.lowercased(), $0) })
    }

    /// What people are told of all of them.
    package var help: [MethodHelp] {
        all.map { method in
            MethodHelp(
                name: method.name, scope: method.scope, about: method.about,
                parameters: method.parameters.map {
                    MethodHelp.Parameter(name: $0.name, type: $0.type, isRequired: $0.isRequired, about: $0.about)
                })
        }
    }

    package subscript(name: String) -> RESTMethod? { byName[name.lowercased()] }
}
