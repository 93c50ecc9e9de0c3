/// The catalogue of field types. A new type is one file in `Types` and one line here.
package enum FieldTypes {
    package static let all: [any FieldType] = [
        StringField(),
        TextField(),
        IntegerField(),
        DoubleField(),
        MoneyField(),
        BooleanField(),
        DateField(),
        DateTimeField(),
        ListField(),
        UserField(),
        FileField(),
        ItemField(),
        PhoneField(),
        EmailField(),
        WebField(),
        MessengerField(),
        SourceField(),
        StageField(),
        PipelineField(),
    ]

    /// The types an administrator may give to a field of his own.
    package static let forCustomFields: [any FieldType] = [
        StringField(), TextField(), IntegerField(), DoubleField(), MoneyField(), BooleanField(), DateField(), DateTimeField(),
        ListField(), UserField(), FileField(), ItemField(), PhoneField(), EmailField(), WebField(),
    ]

    package static func named(_ code: String) -> (any FieldType)? { all.first { $0.code == code } }
}
