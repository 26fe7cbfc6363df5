internal import CProcess

/// The memory that this process allocates.
package enum Heap {
  /// Gives back to the machine what is free.
  ///
  /// The search for a mistake takes tens of MiB for a moment. The C library keeps them, and what is allocated meanwhile and stays
  /// is strewn over them, so that a batch would grow with every wrong program.
  package static func giveBack() { gradus_give_back() }
}
