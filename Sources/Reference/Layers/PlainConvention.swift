internal import Equations

/// The convention of a component that all notes and libraries write alike.
package enum PlainConvention: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
}
