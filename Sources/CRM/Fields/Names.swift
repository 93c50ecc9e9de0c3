import Kernel

/// The names behind the references of some values, loaded together so that showing them needs no further query.
package struct Names: Sendable {
    /// Times of day are shown in this zone.
    package var zone: TimeZoneRules
    /// Fields, stages and pipelines carry their names themselves.
    package let catalog: ItemCatalog
    private var texts: [Reference: String]

    package init(zone: TimeZoneRules = .utc, catalog: ItemCatalog = ItemCatalog(), _ texts: [Reference: String] = [:]) {
        self.zone = zone
        self.catalog = catalog
        self.texts = texts
    }

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
