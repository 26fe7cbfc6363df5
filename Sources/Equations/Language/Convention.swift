/// One way of writing a component, and who teaches it.
package struct Convention: Sendable, Equatable {
  package let name: String
  /// Its difference from the others, in a few words.
  package let rule: String
  /// The lecture notes that teach it, by number: that give its formula or its code, or announce it by its name; empty
  /// where none does.
  package let taughtIn: [String]
}

/// The names of a component's conventions: an enumeration beside its equations, so that none can be forgotten there.
package protocol ConventionName: RawRepresentable<String>, CaseIterable, Hashable, Sendable where AllCases == [Self] {
  var rule: String { get }
  /// Empty where several components share the conventions: each then says for itself.
  var taughtIn: [String] { get }
}

extension ConventionName {
  package var taughtIn: [String] { [] }
}

/// The name of the only convention of what is written one way.
package enum Plain: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
}

/// The conventions of a component, the default first.
package struct Conventions<Name: ConventionName>: Sendable {
  let all: [Convention]

  /// Every name of an enumeration.
  ///
  /// - Parameter notes: who teaches each, where other components share the names; no note for those it leaves out.
  package static func each(_ names: Name.Type, taughtIn notes: [Name: [String]]? = nil) -> Self {
    Self(
      all: Name.allCases.map { name in
        Convention(name: name.rawValue, rule: name.rule, taughtIn: notes.map { $0[name] ?? [] } ?? name.taughtIn)
      })
  }
}

extension Conventions<Plain> {
  /// The one convention of what is written one way only.
  package static func plain(rule: String = Plain.plain.rule, taughtIn notes: [String] = []) -> Self {
    Self(all: [Convention(name: Plain.plain.rawValue, rule: rule, taughtIn: notes)])
  }
}
