{{%AUTOESCAPE context="HTML"}}<dl class="facts">
<dt>Age</dt><dd>{{AGE}}</dd>
{{#AGREED}}<dt>Agreed by</dt><dd>{{#BY_GUARDIAN}}A parent or guardian{{/BY_GUARDIAN}}{{#BY_PUPIL}}The pupil{{/BY_PUPIL}}, on {{DAY}}</dd>
<dt>Agreed to</dt><dd><ul>{{#AGREED_TO}}<li>{{WORDS}}</li>
{{/AGREED_TO}}</ul></dd>
{{#WITH_PROOF}}<dt>The form</dt><dd>{{PROOF}}</dd>{{/WITH_PROOF}}{{/AGREED}}
</dl>
{{#NOBODY_AGREED}}<p class="notice">Nobody has agreed yet: reading is possible, writing is not.</p>{{/NOBODY_AGREED}}
{{#TOO_YOUNG}}<p class="notice">At this age a parent or guardian has to agree as well. Until then reading is possible, writing is not.</p>{{/TOO_YOUNG}}
{{#TAKEN_BACK}}<p class="notice">Consent was taken back on {{DAY}}. {{#DELETED}}What was written is deleted.{{/DELETED}}{{#BEING_DELETED}}Nobody is shown what was written, and it is being deleted.{{/BEING_DELETED}} Reading is possible, writing is not.</p>{{/TAKEN_BACK}}
