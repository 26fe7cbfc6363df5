/// The meaning of a column, by the words that learning platforms head it with.
enum Heading: CaseIterable {
  /// In the order in which they are looked up: the first that a table has gives the students' identifiers.
  case identifier, number, login, address
  case name, firstName, lastName
  case group

  /// The columns that tell one student from all others.
  static let identifying: [Heading] = [.identifier, .number, .login, .address]

  init?(_ text: String) {
    let key = Self.key(text)
    guard let heading = Self.allCases.first(where: { $0.words.contains(key) }) else { return nil }
    self = heading
  }

  /// Letters and digits alone, in small letters: headings differ in spaces, hyphens and capitals.
  private static func key(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Gradescope, Canvas, Moodle (in English, German, French, Spanish, Portuguese, Italian), GitHub Classroom.
  private var words: Set<String> {
    switch self {
    case .identifier: ["identifier", "id", "identifiant", "identificador", "identificativo", "studentid", "sid"]
    case .number:
      [
        "idnumber", "studentnumber", "sisuserid", "matrikelnummer", "numérodidentification", "númerodeid",
        "númerodeidentificação", "numeroid", "integrationid", "number", "userid", "githubid",
      ]
    case .login:
      [
        "sisloginid", "loginid", "login", "username", "githubusername", "gitlabusername", "anmeldename", "user",
        "netid",
      ]
    case .address:
      [
        "email", "emailaddress", "mail", "emailadresse", "adressedecourriel", "adresseemail", "direccióndecorreo",
        "correoelectrónico", "endereçodeemail", "indirizzoemail",
      ]
    case .name:
      [
        "name", "fullname", "student", "studentname", "vollständigername", "nomcomplet", "nombrecompleto",
        "nomecompleto", "lastnamefirstname",
      ]
    case .firstName: ["firstname", "givenname", "vorname", "prénom", "nombre", "nome"]
    case .lastName: ["lastname", "surname", "familyname", "nachname", "nom", "apellidos", "apelido", "cognome"]
    case .group: ["group", "groups", "section", "sections", "team", "gruppe", "groupe", "grupo", "gruppo"]
    }
  }
}
