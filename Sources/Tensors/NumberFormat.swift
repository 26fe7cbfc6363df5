/// The floating-point format that a program computes in.
package enum NumberFormat: String, CaseIterable, Sendable {
  case double, single

  /// The nearest number that the format has; infinite beyond its largest.
  package func rounded(_ number: Double) -> Double {
    switch self {
    case .double: number
    case .single: Double(Float(number))
    }
  }
}
