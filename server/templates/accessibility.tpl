{{%AUTOESCAPE context="HTML"}}<h1>Accessibility</h1>
<p class="lead">Everybody should be able to read and write here, whatever they see, hear, touch or use.</p>
<h2>What these pages meet</h2>
<p>They are made to meet WCAG 2.2, levels A and AA. As far as our checks can tell, they do. Nobody from outside has audited them, so we do not call that proven.</p>
<ul>
<li>Everything can be done with a keyboard alone, and without a script; only passkeys need one.</li>
<li>A form that was not taken says so in words, keeps what was typed, and leads to each field that needs another look.</li>
<li>Nothing is said by colour alone. Pages are light or dark, as your device asks for it.</li>
<li>On a narrow screen, or much enlarged, only tables and drawings are moved sideways, each in its own frame.</li>
<li>Every drawing has its numbers as a table as well.</li>
<li>Pages say in which language they are, and are turned round for languages that are read from right to left.</li>
</ul>
<h2>How that is checked</h2>
<p>The last complete check was on {{CHECKED}}, and found nothing that breaks a rule.</p>
<ul>
<li>axe-core, a program that knows rules of WCAG, looks at every type of page, in three widths, light and dark, in English and in Arabic.</li>
<li>Every form is sent in all wrong ways, to see that it says what is wrong and keeps what was typed.</li>
<li>Somebody joins, asks, answers and accepts without a script, and once more with w3m, a browser in a terminal that knows neither a mouse nor a script.</li>
</ul>
<h2>What is not as it should be</h2>
<ul>
<li>Programs find only some of what can be in somebody’s way. These pages have not been tried yet by people who use a screen reader every day.</li>
<li>Pages in German have the same form, but axe-core does not look at them.</li>
<li>What members and partners write is theirs: a picture may lack its description, or words may be in a language that is not marked.</li>
<li>A formula that cannot be set is shown as it was typed, in TeX. Not every screen reader speaks set formulas well.</li>
<li>Colours that a system forces on pages, as in modes of high contrast, are not checked.</li>
<li>Some words are long and grown-up. Pages for pupils are the same as for everybody else.</li>
</ul>
<h2>If something is in your way</h2>
{{#NAMED}}<p>Write to {{OPERATOR}}: {{CONTACT}}</p>{{/NAMED}}
{{#UNNAMED}}<p>Write to whoever runs this node: {{CONTACT}}</p>{{/UNNAMED}}
{{#NOBODY}}<p>Nobody is named here to write to. Ask at the school, or whoever invited you.</p>{{/NOBODY}}
<p>Say on which page it was, what you wanted to do, and with which program or device. You can ask for anything here in another form. If no answer helps, complain to the office that watches over accessibility where you live.</p>
