/** Topics to PostgreSQL. */
@NullMarked
package verdict.ledger;

import org.jspecify.annotations.NullMarked;
