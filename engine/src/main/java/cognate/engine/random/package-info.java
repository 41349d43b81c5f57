/** Random numbers that are the same on every JDK: streams split by name, one for every purpose. */
package cognate.engine.random;
