import Kernel

/// What the portal tells people of a method of its REST API; made from the method's own declaration.
package struct MethodHelp: Sendable {
    package struct Parameter: Sendable {
        package let name: String
        /// `integer`, `object`, `string[]`…
        package let type: String
        package let isRequired: Bool
        package let about: Text

        package init(name: String, type: String, isRequired: Bool, about: Text) {
            self.name = name
            self.type = type
            self.isRequired = isRequired
            self.about = about
        }
    }

    /// `crm.deal.list`
    package let name: String
    /// Nil for what every key may ask.
    package let scope: IntegrationScope?
    package let about: Text
    package let parameters: [Parameter]

    package init(name: String, scope: IntegrationScope?, about: Text, parameters: [Parameter]) {
        self.name = name
        self.scope = scope
        self.about = about
        self.parameters = parameters
    }
}
