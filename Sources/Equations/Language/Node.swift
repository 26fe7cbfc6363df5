/// The operations that an expression may hold: a closed set, each with a value, an error bound and a rendering.
package indirect enum Node: Hashable, Sendable {
  /// A quantity's value at this step (and time).
  case quantity(Reference)
  /// A quantity's value one position earlier along an axis; its initial value at the first.
  case previous(Reference, along: Axis)
  /// A quantity's value one position later along an axis; zero after the last.
  case next(Reference, along: Axis)
  /// A hyperparameter.
  case setting(String)
  /// t, the number of the step, counted from 1.
  case step
  case number(Double)
  /// How many entries the first operand has along an axis, or altogether where that is `.elements`.
  case extent(Node, Axis)
  case unary(Unary, Node)
  case binary(Binary, Node, Node)
  case reduce(Reduction, Node, over: [Axis])
  /// The product of two tensors summed over named axes: matrix product, dot product, outer product.
  case contract(Node, Node, over: [Axis])
  /// The solution x of the linear system A·x = b: the first operand is A, with an equation for each entry along `rows`
  /// and an unknown for each along `columns`; the second is b, whose axis `rows` becomes `columns`.
  case solve(Node, Node, rows: Axis, columns: Axis)
  /// The second operand where the first is not zero, the third elsewhere.
  case select(Node, Node, Node)
  /// The same tensor with one axis under another name.
  case rename(Node, from: Axis, to: Axis)
  /// A quantity's last values along `.lag`, this step's first, as many as the second operand says; zero before the
  /// first step.
  case recent(Reference, count: Node)
  /// The first branch for parameters whose value of `of` has as many axes as `rank`, the second for all others; each is
  /// evaluated only where it applies.
  case choose(rank: Int, of: Node, Node, Node)
  /// No value: a quantity that a parameter does not have.
  case absent
  /// 0, 1, 2, … along an axis, as many as the operand has entries there.
  case positions(Node, Axis)
  /// The entries of the first operand that the second one's numbers point at, along an axis, counted from 0.
  case gather(Node, Node, along: Axis)
  /// The stretches of an axis that a kernel meets, side by side along a new axis.
  case window(Node, Window)
  /// The way back from `window`: each entry is the sum of all places that it was copied to; the second operand is what
  /// was windowed.
  case fold(Node, Node, Window)
  /// Several axes laid out as one, the last fastest.
  case merge(Node, [Axis], into: Axis)
  /// The way back from `merge`; the second operand gives the extents.
  case split(Node, Node, Axis, into: [Axis])
}

/// How a kernel moves along an axis.
package struct Window: Hashable, Sendable {
  package let axis: Axis
  /// The new axis, along the kernel.
  package let kernel: Axis
  /// How many entries the kernel covers, how far it moves, and how many entries are put before and after the axis.
  package let size: Expression
  package let stride: Expression
  package let padding: Expression
  /// What the padding holds: 0, or −∞ below a maximum.
  package let fill: Double

  package init(
    _ axis: Axis, kernel: Axis, size: Expression, stride: Expression = 1, padding: Expression = 0, fill: Double = 0
  ) {
    self.axis = axis
    self.kernel = kernel
    self.size = size
    self.stride = stride
    self.padding = padding
    self.fill = fill
  }
}

package enum Unary: String, Sendable, CaseIterable {
  case negate, square, squareRoot, absolute, sign, exponential, logarithm, binaryLogarithm, hyperbolicTangent, sigmoid
  /// eˣ − 1, and ln(1 + eˣ), each to its last digits where the plain form has lost them.
  case exponentialMinusOne, softplus
  case floor
}

package enum Binary: String, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, maximum, minimum
  /// 1 where the comparison holds, 0 elsewhere.
  case greater, greaterOrEqual, equal
}

package enum Reduction: String, Sendable, CaseIterable {
  case sum, mean, maximum
}
