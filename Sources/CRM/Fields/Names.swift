import Kernel

/// The names behind the references of some values, loaded together so that showing them needs no further query.
package struct Names: Sendable {
    /// How dates are written for whoever sees the values.
    package let dates: DateSetting
    /// Fields, stages and pipelines carry their names themselves.
    package let catalog: ItemCatalog
    private var texts: [Reference: String]

    package init(dates: DateSetting = DateSetting(), catalog: ItemCatalog = ItemCatalog(), _ texts: [Reference: String] = [:]) {
        self.dates = dates
        self.catalog = catalog
        self.texts = texts
    }

    package var zone: TimeZoneRules { dates.zone }
    package var pipelines: Pipelines { catalog.pipelines }

    /// The name behind a reference; nil when it was not loaded or does not exist.
    package subscript(reference: Reference) -> String? {
        get { texts[reference] }
        set { texts[reference] = newValue }
    }

    package func user(_ id: UserID) -> String? { texts[Reference(.user, id.rawValue)] }
    package func item(_ id: DocumentID) -> String? { texts[Reference(.item(type: id.type), id.id)] }
}

extension Value {
    /// Everything the value points to.
    package var references: [Reference] {
        elements.compactMap { element in
            if case .reference(let reference) = element { reference } else { nil }
        }
    }

    /// The CRM items among the elements.
    package var documents: [DocumentID] {
        references.compactMap { reference in
            if case .item(let type) = reference.kind { DocumentID(type: type, id: reference.id) } else { nil }
        }
    }
}
