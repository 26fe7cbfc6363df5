package import Equations

/// A rule by which a program chooses from a list, instead of taking what belongs to the least value.
package enum ChoiceRule: Hashable, Sendable {
  /// The one with the n-th least value, counted from 1.
  case rank(Int)
  /// So many places behind the one with the least value, beginning anew at the end of the list.
  case beside(Int)
  /// Always the same place, counted from 1; 0 for the last.
  case place(Int)
  case largest, smallest
  /// The first after which the value rises.
  case firstDip
  /// The last one with less than the value before it in the list.
  case lastDip
  /// The first, or the last, one with less than the first value of the list; the first of the list if none has.
  case belowFirst(isLast: Bool)
  /// The one with the least value among all but one end of the list.
  case leaving(isLast: Bool)
  /// The one with the least value at the step before.
  case stale
  /// The last one with less than any value before it, those of earlier steps included.
  case neverReset
  /// The same number at every step, which is not always in the list.
  case fixed(Double)
  /// One of these numbers, which are not in the list of that name.
  case foreign([Double], to: String)
  /// The one with the least, or the largest, of another formula.
  case least(Expression), most(Expression)
}
