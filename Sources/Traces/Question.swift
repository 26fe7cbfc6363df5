/// A question that a program may ask about its objective during a step; the raw value is the kit's word for it.
package enum Question: String, CaseIterable, Sendable {
  case gradient, loss
}
