/// One way of writing a component, and the notes that teach it.
package struct Convention: Sendable, Equatable {
  package let name: String
  /// Its difference from the others, in a few words.
  package let rule: String
  /// The numbers of the lecture notes that give its formula or its code, or announce it by its name; empty if no note
  /// does.
  package let taughtIn: [String]
}

/// The names of a component's conventions: an enumeration beside its equations, so that none can be forgotten there.
package protocol ConventionName: RawRepresentable<String>, CaseIterable, Hashable, Sendable where AllCases == [Self] {
  var rule: String { get }
  /// The lecture notes that teach it; empty if several components share the conventions, because each then names its
  /// own.
  var taughtIn: [String] { get }
}

extension ConventionName {
  package var taughtIn: [String] { [] }
}

/// The convention of a component that is written one way only.
package enum Plain: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
}

/// The conventions of a component, the default first.
package struct Conventions<Name: ConventionName>: Sendable {
  let all: [Convention]

  /// Every name of an enumeration.
  ///
  /// - Parameter notes: the notes that teach each name, if other components share the names. A name left out has no
  ///   note.
  package static func each(_ names: Name.Type, taughtIn notes: [Name: [String]]? = nil) -> Self {
    Self(
      all: Name.allCases.map { name in
        Convention(name: name.rawValue, rule: name.rule, taughtIn: notes.map { $0[name] ?? [] } ?? name.taughtIn)
      })
  }
}

extension Conventions<Plain> {
  /// The convention of a component that is written one way only.
  package static func plain(rule: String = Plain.plain.rule, taughtIn notes: [String] = []) -> Self {
    Self(all: [Convention(name: Plain.plain.rawValue, rule: rule, taughtIn: notes)])
  }
}
